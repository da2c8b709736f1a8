Instance: MessageNotifyAddProcessRequest
InstanceOf: MessageDefinition
Title: "A referral is being processed"
Usage: #definition
* insert Message(notify-add-process-request, NotifyAddProcessRequest, consequence, Task)
* title = "A referral is being processed"
* description = "The Task by which a referral is processed, new or as it has become."
