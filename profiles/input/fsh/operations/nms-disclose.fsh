Instance: OperationNmsDisclose
InstanceOf: OperationDefinition
Title: "Request a disclosure"
Usage: #definition
* insert Operation(nms-disclose, nms-disclose, NmsDisclose)
* system = true
* title = "Request a disclosure of monitored dispenses"
* description = "Asks for the monitored dispenses of one named person or prescriber, for a body that the law lets ask. Nothing is made before another person has approved it; the answer says where to ask how it stands."
* affectsState = true
* type = false
* instance = false
* insert Parameter(recipient, in, 1, 1, code, [[To whom: a code of the server's settings, which by default have none.]])
* insert Parameter(basis, in, 1, 1, code, [[By which law: a code of the recipient's.]])
* insert Parameter(purpose, in, 1, 1, string, [[What for.]])
* insert Parameter(case, in, 1, 1, string, [[The recipient's case reference.]])
* insert Parameter(practitioner, in, 0, 1, Identifier, [[Whose prescriptions, by the licence; or patient.]])
* insert Parameter(patient, in, 0, 1, Identifier, [[Whose dispenses, by the health number; or practitioner.]])
* insert Parameter(from, in, 1, 1, date, [[The first day.]])
* insert Parameter(to, in, 1, 1, date, [[The last day.]])
* insert Parameter(field, in, 0, *, code, [[What is told of each dispense: dispense, day, din, quantity, daysSupply, patient, prescriber, pharmacy. The least where it is absent.]])
* insert Parameter(language, in, 0, 1, code, [[Of the summary: en or fr; by default by Accept-Language, else en.]])
* insert Parameter(asOf, in, 0, 1, instant, [[As it was known then; by default at the request.]])
* insert Parameter(status, out, 1, 1, code, [[pending.]])
* insert Parameter(request, out, 1, 1, string, [[The id of the request, and the rest as it was asked for.]])
* insert Parameter(expires, out, 1, 1, instant, [[Until when it waits.]])
