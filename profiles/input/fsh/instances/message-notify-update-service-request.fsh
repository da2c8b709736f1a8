Instance: MessageNotifyUpdateServiceRequest
InstanceOf: MessageDefinition
Title: "A referral has changed"
Usage: #definition
* insert Message(notify-update-service-request, NotifyUpdateServiceRequest, consequence, ServiceRequest)
* focus.min = 0
* focus[+].code = #CarePlan
* focus[=].min = 0
* focus[=].max = "1"
* title = "A referral has changed"
* description = "The referral is replaced by what the message has; patient and requester stay. With a CarePlan as its focus, a pushed plan is changed, as by $propose-change."
