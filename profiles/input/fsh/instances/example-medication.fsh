Instance: example-medication
InstanceOf: MonitoredMedication
Title: "A monitored product"
Usage: #example
* extension.url = $monitored-drug-indicator
* extension.valueBoolean = true
* code = $din#00125121 "Dilaudid"
* form.text = "tablet"
* ingredient.itemCodeableConcept.text = "hydromorphone hydrochloride"
* ingredient.strength.numerator = 4 'mg'
* ingredient.strength.denominator = 1 '1' "tablet"
