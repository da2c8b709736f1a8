Profile: DispensingDetectedIssue
Parent: DetectedIssue
Id: dispensing-detected-issue
Title: "Dispensing finding"
Description: """A rule that a dispense broke, explained: which rule in which version with which parameters, which dispenses it counted, and where the rule comes
from. There is no score. A preliminary issue is a rule that cannot be decided, and names the dispenses that lack something: at most one for a
patient and rule, about the latest dispense. CA Baseline has no DetectedIssue."""
* extension contains DispensingRule named rule 1..1 MS
* status MS
* status ^short = "final | preliminary (not decided) | cancelled (corrected)"
* code 1..1 MS
* code.coding ^slicing.discriminator.type = #value
* code.coding ^slicing.discriminator.path = "system"
* code.coding ^slicing.rules = #open
* code.coding contains finding 1..1 MS
* code.coding[finding].system 1..1
* code.coding[finding].system = "https://painbridge.example/fhir/CodeSystem/dispensing-rule"
* code.coding[finding] from https://painbridge.example/fhir/ValueSet/dispensing-finding (required)
* code ^short = "Finding, and the PMIX alert category beside it"
* severity 1..1 MS
* patient 1..1 MS
* patient only Reference(PainPatient)
* patient obeys pb-identified
* identified[x] 1..1 MS
* identified[x] only dateTime
* author MS
* implicated 1..* MS
* implicated only Reference(MedicationDispense or MedicationRequest)
* implicated ^short = "The dispense that set it off"
* evidence 1..* MS
* evidence.detail MS
* evidence.detail ^short = "The dispenses counted; of a preliminary issue those that lack something"
* detail 1..1 MS
* detail ^short = "The finding in one sentence, with counts and window"
* reference MS
* reference ^short = "Where the rule is published"
* mitigation MS
