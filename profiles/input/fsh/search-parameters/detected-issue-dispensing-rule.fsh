Instance: DetectedIssueDispensingRule
InstanceOf: SearchParameter
Title: "The rule that found an issue"
Usage: #definition
* insert SearchParameter(detected-issue-dispensing-rule, dispensing-rule, DetectedIssueDispensingRule, DetectedIssue, token)
* description = "The id of the dispensing rule that found the issue, such as N1."
* expression = "DetectedIssue.extension('https://painbridge.example/fhir/StructureDefinition/dispensing-rule').extension('rule').value"
