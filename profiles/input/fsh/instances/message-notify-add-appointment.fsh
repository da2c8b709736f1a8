Instance: MessageNotifyAddAppointment
InstanceOf: MessageDefinition
Title: "An appointment is made"
Usage: #definition
* insert Message(notify-add-appointment, NotifyAddAppointment, consequence, Appointment)
* title = "An appointment is made"
* description = "An appointment that a referral has led to, or that a patient has, is kept."
