Instance: OperationNmsReverse
InstanceOf: OperationDefinition
Title: "Reverse a submitted dispense"
Usage: #definition
* insert Operation(nms-reverse, nms-reverse, NmsReverse)
* title = "Reverse a submitted dispense"
* description = "A pharmacy takes back what it submitted: the dispense gets another status, its history stays, and findings that no longer hold are withdrawn."
* affectsState = true
* resource = #MedicationDispense
* type = true
* instance = false
* insert Parameter(pharmacy, in, 1, 1, Identifier, [[Of the pharmacy that submitted it.]])
* insert Parameter(prescription, in, 0, 1, string, [[The prescription number; or dispense.]])
* insert Parameter(transaction, in, 0, 1, string, [[The number of the submission, where the prescription has several.]])
* insert Parameter(dispense, in, 0, 1, Reference, [[The dispense; or prescription.]])
* insert Parameter(status, in, 0, 1, code, [[entered-in-error, the default, or cancelled for what was prepared and never handed over.]])
* insert Parameter(reason, in, 0, 1, string, [[Why, in words.]])
* insert Parameter(status, out, 1, 1, code, [[reversed.]])
* insert Parameter(dispense, out, 1, 1, Reference, [[The version that says so.]])
* insert Parameter(duplicate, out, 1, 1, boolean, [[Whether it was reversed before, in the same words.]])
* insert Parameter(withdrawn, out, 0, *, Reference, [[Findings about it that no longer hold.]])
