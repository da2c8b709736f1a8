Instance: OperationNmsInquiry
InstanceOf: OperationDefinition
Title: "Monitored dispenses of a person"
Usage: #definition
* insert Operation(nms-inquiry, nms-inquiry, NmsInquiry)
* title = "Monitored dispenses of a person"
* description = "What was dispensed to a person of monitored drugs, newest first, whichever pharmacy handed it over and whoever paid. Number and birth date have to fit."
* affectsState = false
* resource = #MedicationDispense
* type = true
* instance = false
* insert Parameter(identifier, in, 1, 1, Identifier, [[Of the patient: a health number, or another identifier.]])
* insert Parameter(birthDate, in, 1, 1, date, [[Of the patient, as year, month and day.]])
* insert Parameter(from, in, 0, 1, date, [[First day; 119 days before the last where it is absent.]])
* insert Parameter(to, in, 0, 1, date, [[Last day; today where it is absent.]])
* insert Parameter(return, out, 1, 1, Bundle, [[A searchset: the dispenses, the patient as include, and a notice.]])
