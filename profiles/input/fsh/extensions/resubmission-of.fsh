Extension: ResubmissionOf
Id: resubmission-of
Title: "Resubmission of a reversed dispense"
Description: "The dispense that was reversed and that this one, of the same prescription, was submitted in place of."
Context: MedicationDispense
* value[x] only Reference(MedicationDispense)
* value[x] 1..1
