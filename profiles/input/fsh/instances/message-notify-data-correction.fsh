Instance: MessageNotifyDataCorrection
InstanceOf: MessageDefinition
Title: "A referral is corrected"
Usage: #definition
* insert Message(notify-data-correction, NotifyDataCorrection, consequence, ServiceRequest)
* title = "A referral is corrected"
* description = "As notify-update-service-request."
