Instance: OperationNmsHistory
InstanceOf: OperationDefinition
Title: "Monitored drugs of a person"
Usage: #definition
* insert Operation(nms-history, nms-history, NmsHistory)
* title = "Monitored drugs of a person"
* description = "All that is known of a person's monitored drugs: dispenses, findings that hold, daily morphine equivalents; as it is known now, or was known at an earlier moment."
* affectsState = false
* system = true
* type = false
* instance = false
* insert Parameter(patient, in, 0, 1, Reference, [[The patient; or identifier and birthDate.]])
* insert Parameter(identifier, in, 0, 1, Identifier, [[Of the patient, with birthDate; or patient.]])
* insert Parameter(birthDate, in, 0, 1, date, [[Of the patient; has to fit the identifier.]])
* insert Parameter(practitioner, in, 0, 1, Reference, [[In whose name this is asked, beside who the token says; for the audit trail.]])
* insert Parameter(role, in, 0, 1, Reference, [[The role of that practitioner.]])
* insert Parameter(delegate, in, 0, 1, Reference, [[The practitioner who asks for that one.]])
* insert Parameter(from, in, 0, 1, date, [[First day; 119 days before the last where it is absent.]])
* insert Parameter(to, in, 0, 1, date, [[Last day; today where it is absent.]])
* insert Parameter(knownAt, in, 0, 1, instant, [[By what was known at that moment; default now.]])
* insert Parameter(status, out, 1, 1, code, [[complete, or no-data; partial for callers from whom something may be withheld.]])
* insert Parameter(patient, out, 1, 1, Reference, [[The patient.]])
* insert Parameter(period, out, 1, 1, Period, [[First and last day.]])
* insert Parameter(note, out, 0, 1, string, [[That what is withheld from the caller, if anything, is not in it; for callers whom consent directives bind or from whom labels hide something.]])
* insert Parameter(history, out, 1, 1, Bundle, [[A collection: the Patient, dispenses newest first, findings and open questions.]])
* insert Parameter(mme, out, 1, 1, Parameters, [[Daily morphine equivalents on the last day, as of the operation mme.]])
