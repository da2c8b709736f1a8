Instance: MessageSendCommunicationFromRequester
InstanceOf: MessageDefinition
Title: "The requester says something"
Usage: #definition
* insert Message(send-communication-from-requester, SendCommunicationFromRequester, consequence, Communication)
* title = "The requester says something"
* description = "As send-communication."
