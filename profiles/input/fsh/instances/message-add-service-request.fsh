Instance: MessageAddServiceRequest
InstanceOf: MessageDefinition
Title: "A referral"
Usage: #definition
* insert Message(add-service-request, AddServiceRequest, consequence, ServiceRequest)
* focus.min = 0
* focus[+].code = #CarePlan
* focus[=].min = 0
* focus[=].max = "1"
* title = "A referral"
* description = "A referral comes. It is kept with what it brings along, and a Task asks whoever it is for to process it. With a CarePlan as its focus, a care plan is pushed, as by $push."
