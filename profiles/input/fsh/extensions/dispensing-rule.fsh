Extension: DispensingRule
Id: dispensing-rule
Title: "Dispensing rule"
Description: "The rule that found an issue: its id, its version, where it comes from, how far that is verified, and the parameters it ran with."
Context: DetectedIssue
* extension contains
    rule 1..1 and
    version 1..1 and
    source 1..1 and
    status 1..1 and
    presentation 0..1 and
    foundLate 0..1 and
    parameter 0..*
* extension[rule] ^short = "Rule id, such as N1"
* extension[rule].value[x] only code
* extension[rule].value[x] 1..1
* extension[rule].valueCode from https://painbridge.example/fhir/ValueSet/dispensing-rule (required)
* extension[version] ^short = "Version of the rule file"
* extension[version].value[x] only string
* extension[version].value[x] 1..1
* extension[source] ^short = "Document, section and year that the rule comes from"
* extension[source].value[x] only string
* extension[source].value[x] 1..1
* extension[status] ^short = "How far the source is verified"
* extension[status].value[x] only code
* extension[status].value[x] 1..1
* extension[presentation] ^short = "interrupt: to be seen before the drug is handed over; inform: for who reads it"
* extension[presentation].value[x] only code
* extension[presentation].value[x] 1..1
* extension[foundLate] ^short = "Whether it came to light by a dispense that was entered after the one it is about"
* extension[foundLate].value[x] only boolean
* extension[foundLate].value[x] 1..1
* extension[parameter] ^short = "A threshold or window in force at the time"
* extension[parameter].extension contains name 1..1 and value 1..1
* extension[parameter].extension[name].value[x] only string
* extension[parameter].extension[name].value[x] 1..1
* extension[parameter].extension[value].value[x] only Quantity
* extension[parameter].extension[value].value[x] 1..1
