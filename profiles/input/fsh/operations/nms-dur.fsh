Instance: OperationNmsDur
InstanceOf: OperationDefinition
Title: "Try the submission of a dispense"
Usage: #definition
* insert Operation(nms-dur, nms-dur, NmsDur)
* title = "Try the submission of a dispense"
* description = "Answers as nms-submit would, and stores nothing."
* affectsState = false
* resource = #MedicationDispense
* type = true
* instance = false
* insert Parameter(dispense, in, 0, 1, MedicationDispense, [[As for nms-submit.]])
* insert Parameter(batch, in, 0, 1, Bundle, [[As for nms-submit, with one entry.]])
* insert Parameter(status, out, 1, 1, code, [[As of nms-submit.]])
* insert Parameter(dispense, out, 0, 1, Reference, [[Only of a dispense that was submitted already.]])
* insert Parameter(duplicate, out, 1, 1, boolean, [[Whether it was submitted already.]])
* insert Parts(response, 0, *, [[As of nms-submit.]])
* insert Part(code, 1, 1, Coding, [[As of nms-submit.]])
* insert Part(text, 1, 1, string, [[As of nms-submit.]])
* insert Parameter(finding, out, 0, *, DetectedIssue, [[What the rules would find and put on record; without an id.]])
* insert Parameter(told, out, 0, *, DetectedIssue, [[As of nms-submit.]])
* insert Parameter(question, out, 0, *, DetectedIssue, [[A rule that could not be decided.]])
* insert Parameter(standing, out, 0, *, DetectedIssue, [[As of nms-submit.]])
* insert Parts(notRaised, 0, *, [[A rule that the dispense would break, but that is not told, and why.]])
* insert Part(rule, 1, 1, code, [[The rule, of CodeSystem/dispensing-rule.]])
* insert Part(version, 1, 1, string, [[Its version.]])
* insert Part(reason, 1, *, code, [[same-practice, strengths-together, part-fill, agonist-treatment, cough-medicine, palliative or cancer: what keeps it from being raised; told-before: a finding of an earlier dispense of the pharmacy said as much; on-trial: the rule is counted and tells nobody.]])
* insert Part(text, 1, 1, string, [[The same in words, with the French as translation.]])
* insert Part(dispense, 0, 1, Reference, [[Of what was told before: the dispense that it was told of.]])
* insert Parameter(note, out, 0, 1, string, [[As of nms-submit.]])
* insert Parameter(outcome, out, 0, 1, OperationOutcome, [[What is odd about the dispense.]])
