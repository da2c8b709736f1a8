Instance: MessageAddServiceRequest
InstanceOf: MessageDefinition
Title: "A referral"
Usage: #definition
* insert Message(add-service-request, AddServiceRequest, consequence, ServiceRequest)
* title = "A referral"
* description = "A referral comes. It is kept with what it brings along, and a Task asks whoever it is for to process it."
