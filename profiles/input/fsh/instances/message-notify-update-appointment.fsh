Instance: MessageNotifyUpdateAppointment
InstanceOf: MessageDefinition
Title: "An appointment has changed"
Usage: #definition
* insert Message(notify-update-appointment, NotifyUpdateAppointment, consequence, Appointment)
* title = "An appointment has changed"
* description = "The appointment is replaced by what the message has: it was moved, called off, or has taken place."
