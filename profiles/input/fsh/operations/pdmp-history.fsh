Instance: OperationPdmpHistory
InstanceOf: OperationDefinition
Title: "Monitored drugs of a person, as the US guide asks"
Usage: #definition
* insert Operation(pdmp-history, pdmp-history, PdmpHistory)
* title = "Monitored drugs of a person, as the US guide asks"
* description = "The operation of the US Prescription Drug Monitoring guide 1.0.0, for exchange across the border. Nothing is staged, and animals are not asked about."
* affectsState = false
* system = true
* type = false
* instance = false
* insert Parameter(patient, in, 1, 1, Patient, [[Whose history: identifier and birth date have to fit.]])
* insert Parameter(authorized-practitioner, in, 1, 1, Practitioner, [[In whose name this is asked.]])
* insert Parameter(authorized-practitioner-role, in, 1, 1, PractitionerRole, [[Where that one practises.]])
* insert Parameter(authorized-practitioner-organization, in, 0, 1, Organization, [[For whom.]])
* insert Parameter(delegate-practitioner, in, 0, 1, Practitioner, [[Who asks for that one.]])
* insert Parameter(delegate-practitioner-role, in, 0, 1, PractitionerRole, [[Where the delegate works.]])
* insert Parameter(delegate-organization, in, 0, 1, Organization, [[For whom the delegate works.]])
* insert Parameter(pre-stage-only, in, 0, 1, boolean, [[Not served: absent or false.]])
* insert Parameter(pdmp-history-data, out, 0, 1, Bundle, [[A collection: the Patient, dispenses with their morphine equivalents, alerts; absent where there are no dispenses.]])
* insert Parameter(outcome, out, 1, 1, OperationOutcome, [[complete, no-data or partial, the days looked at, and whether something may be withheld.]])
