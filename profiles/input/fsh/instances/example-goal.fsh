Instance: example-goal
InstanceOf: PainGoal
Title: "A goal in the patient's own words, with a measure"
Usage: #example
* lifecycleStatus = #proposed
* achievementStatus = $achievement#in-progress
* description.text = "Walk to the market and back without stopping"
* subject = Reference(example-patient)
* target.measure = $loinc#91147-9
* target.measure.text = "PEG mean score"
* target.detailQuantity = 4 '{score}'
* target.dueDate = "2027-01-15"
* expressedBy = Reference(example-patient)
* addresses = Reference(example-condition)
