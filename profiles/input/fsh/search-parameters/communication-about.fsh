Instance: CommunicationAbout
InstanceOf: SearchParameter
Title: "What a message is about"
Usage: #definition
* insert SearchParameter(communication-about, about, CommunicationAbout, Communication, reference)
* description = "What the message is about: of a comment on a plan the plan, and the part of it."
* expression = "Communication.about"
