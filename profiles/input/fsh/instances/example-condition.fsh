Instance: example-condition
InstanceOf: Condition
Title: "The condition that the plan addresses"
Usage: #example
* clinicalStatus = $condition-clinical#active
* code = $sct#278860009
* code.text = "Chronic low back pain"
* subject = Reference(example-patient)
