Instance: example-detected-issue
InstanceOf: DispensingDetectedIssue
Title: "Three prescribers in four weeks"
Usage: #example
* extension[rule].extension[rule].valueCode = #N1
* extension[rule].extension[version].valueString = "0.1.0"
* extension[rule].extension[source].valueString = "Background knowledge; Ontario's own window is not public"
* extension[rule].extension[status].valueCode = #unverified
* extension[rule].extension[parameter][0].extension[name].valueString = "prescribers"
* extension[rule].extension[parameter][0].extension[value].valueQuantity = 3 '1'
* extension[rule].extension[parameter][1].extension[name].valueString = "window"
* extension[rule].extension[parameter][1].extension[value].valueQuantity = 28 'd'
* status = #final
* code.coding[finding] = https://painbridge.example/fhir/CodeSystem/dispensing-rule#N1 "Multiple prescribers"
* code.coding[1] = $pmix-alert#03
* severity = #moderate
* patient = Reference(example-patient)
* identifiedDateTime = "2026-10-02T16:20:05-04:00"
* implicated = Reference(example-dispense-of-stored-prescription)
* evidence.detail[0] = Reference(example-dispense)
* evidence.detail[1] = Reference(example-dispense-of-stored-prescription)
* detail = "Monitored drugs from 3 prescribers within 28 days."
