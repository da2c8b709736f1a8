Instance: MessageSendCommunicationFromProvider
InstanceOf: MessageDefinition
Title: "The provider says something"
Usage: #definition
* insert Message(send-communication-from-provider, SendCommunicationFromProvider, consequence, Communication)
* title = "The provider says something"
* description = "As send-communication."
