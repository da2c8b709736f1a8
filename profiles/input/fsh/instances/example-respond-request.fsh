Instance: example-respond-request
InstanceOf: Parameters
Title: "The body of CarePlan/[id]/$respond"
Description: "The family physician accepts one activity and declines the other with a reason."
Usage: #example
* parameter[0].name = "identifier"
* parameter[0].valueIdentifier.system = "https://emr.example/sid/answers"
* parameter[0].valueIdentifier.value = "ANSWER-0001"
* parameter[1].name = "author"
* parameter[1].valueReference = Reference(example-family-physician-role)
* parameter[2].name = "task"
* parameter[2].valueReference = Reference(example-review-task)
* parameter[3].name = "decision"
* parameter[3].valueCode = #accept-some
* parameter[4].name = "activity"
* parameter[4].part[0].name = "reference"
* parameter[4].part[0].valueReference = Reference(example-physiotherapy-proposal)
* parameter[4].part[1].name = "decision"
* parameter[4].part[1].valueCode = #decline
* parameter[4].part[2].name = "reason"
* parameter[4].part[2].valueCodeableConcept.text = "Physiotherapy has already been arranged."
* parameter[5].name = "activity"
* parameter[5].part[0].name = "reference"
* parameter[5].part[0].valueReference = Reference(example-taper-step)
* parameter[5].part[1].name = "decision"
* parameter[5].part[1].valueCode = #accept
