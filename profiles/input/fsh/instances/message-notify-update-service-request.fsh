Instance: MessageNotifyUpdateServiceRequest
InstanceOf: MessageDefinition
Title: "A referral has changed"
Usage: #definition
* insert Message(notify-update-service-request, NotifyUpdateServiceRequest, consequence, ServiceRequest)
* title = "A referral has changed"
* description = "The referral is replaced by what the message has; patient and requester stay."
