Instance: example-propose-change-request
InstanceOf: Parameters
Title: "The body of CarePlan/[id]/$propose-change"
Description: "The family physician proposes to put an activity of the specialist's on hold."
Usage: #example
* parameter[0].name = "identifier"
* parameter[0].valueIdentifier.system = "https://emr.example/sid/proposals"
* parameter[0].valueIdentifier.value = "PROPOSAL-0001"
* parameter[1].name = "author"
* parameter[1].valueReference = Reference(example-family-physician-role)
* parameter[2].name = "baseVersion"
* parameter[2].valuePositiveInt = 2
* parameter[3].name = "comment"
* parameter[3].valueString = "He is away until January."
* parameter[4].name = "change"
* parameter[4].part[0].name = "action"
* parameter[4].part[0].valueCode = #set-status
* parameter[4].part[1].name = "target"
* parameter[4].part[1].valueReference = Reference(example-physiotherapy-proposal)
* parameter[4].part[2].name = "status"
* parameter[4].part[2].valueCode = #on-hold
