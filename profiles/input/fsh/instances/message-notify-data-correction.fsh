Instance: MessageNotifyDataCorrection
InstanceOf: MessageDefinition
Title: "A referral is corrected"
Usage: #definition
* insert Message(notify-data-correction, NotifyDataCorrection, consequence, ServiceRequest)
* focus.min = 0
* focus[+].code = #CarePlan
* focus[=].min = 0
* focus[=].max = "1"
* title = "A referral is corrected"
* description = "As notify-update-service-request."
