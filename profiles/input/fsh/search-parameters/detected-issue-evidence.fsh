Instance: DetectedIssueEvidence
InstanceOf: SearchParameter
Title: "What an issue counts"
Usage: #definition
* insert SearchParameter(detected-issue-evidence, evidence, DetectedIssueEvidence, DetectedIssue, reference)
* description = "What supports the issue: of a finding about dispenses each dispense that it counts."
* expression = "DetectedIssue.evidence.detail"
