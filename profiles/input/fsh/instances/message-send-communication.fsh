Instance: MessageSendCommunication
InstanceOf: MessageDefinition
Title: "Something is said"
Usage: #definition
* insert Message(send-communication, SendCommunication, consequence, Communication)
* title = "Something is said"
* description = "A Communication about a referral, or a comment on a pushed plan."
