Instance: MessageNotifyUpdateProcessRequest
InstanceOf: MessageDefinition
Title: "How far it has got"
Usage: #definition
* insert Message(notify-update-process-request, NotifyUpdateProcessRequest, consequence, Task)
* title = "How far it has got"
* description = "What has become of the Task of a referral; of the review Task of a pushed plan: that it is received, accepted or rejected; of the Task of an activity: its progress."
