Instance: OperationNmsSubmit
InstanceOf: OperationDefinition
Title: "Submit dispenses of monitored drugs"
Usage: #definition
* insert Operation(nms-submit, nms-submit, NmsSubmit)
* title = "Submit dispenses of monitored drugs"
* description = "Stores what a pharmacy dispensed, in the way of Ontario's Narcotics Monitoring System. Wrong data is refused with what to correct; what the rules find never is: it comes with the answer. One dispense, or several with an answer for each."
* affectsState = true
* resource = #MedicationDispense
* type = true
* instance = false
* insert Parameter(dispense, in, 0, *, MedicationDispense, [[The dispense, with contained or stored patient, prescriber, pharmacy and pharmacist. Identifiers: the prescription number, and the number of this submission by the system https://painbridge.example/fhir/sid/nms-transaction. Repeating both with the same content gives the same answer.]])
* insert Parameter(batch, in, 0, *, Bundle, [[Several of them, as entries.]])
* insert Parameter(status, out, 0, 1, code, [[Of one dispense: accepted; reversed where this is a repetition of what was taken back since.]])
* insert Parameter(dispense, out, 0, 1, Reference, [[The stored version.]])
* insert Parameter(duplicate, out, 0, 1, boolean, [[Whether this is the answer to an earlier submission again.]])
* insert Parts(response, 0, *, [[Each warning and each finding in short; not what cannot be decided, nor what stands from before.]])
* insert Part(code, 1, 1, Coding, [[That of the Narcotics Monitoring System where one is known; else ours, or that of the rule.]])
* insert Part(text, 1, 1, string, [[The same in words, with the French as translation.]])
* insert Parameter(finding, out, 0, *, DetectedIssue, [[What the rules find, with its evidence, and put on record.]])
* insert Parameter(told, out, 0, *, DetectedIssue, [[What rules find that tell it in the answer only; not on record, so without an id.]])
* insert Parameter(question, out, 0, *, DetectedIssue, [[A rule that cannot be decided, and what is missing for it.]])
* insert Parameter(standing, out, 0, *, DetectedIssue, [[What holds, but was told of an earlier dispense, to another pharmacy or one that is not known; without an id.]])
* insert Parameter(pending, out, 0, 1, boolean, [[True where the rules have failed and are applied again later; absent otherwise.]])
* insert Parameter(note, out, 0, 1, string, [[That findings which tell of what is withheld from the caller, if anything, are not in it; for callers whom consent directives bind or from whom labels hide something.]])
* insert Parameter(outcome, out, 0, 1, OperationOutcome, [[What is odd about the dispense.]])
* insert Parameter(accepted, out, 0, 1, integer, [[Of several: how many lines are stored.]])
* insert Parameter(rejected, out, 0, 1, integer, [[Of several: how many are not.]])
* insert Parts(line, 0, *, [[Of several: each line, with its place and the same parts as the answer to one; status may be rejected, with the outcome.]])
* insert Part(number, 1, 1, integer, [[Its place in the request, from 1.]])
