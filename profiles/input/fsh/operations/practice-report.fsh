Instance: OperationPracticeReport
InstanceOf: OperationDefinition
Title: "Figures of the own practice"
Usage: #definition
* insert Operation(practice-report, practice-report, PracticeReport)
* title = "Figures of the own practice"
* description = "A prescriber's own figures on opioids beside median and quartiles of others of the same specialty: no rank, and nobody else's identity. For that prescriber alone. Small counts are withheld."
* affectsState = false
* resource = #Practitioner
* type = false
* instance = true
* insert Parameter(periodStart, in, 1, 1, date, [[First day of a quarter.]])
* insert Parameter(periodEnd, in, 1, 1, date, [[Last day of a quarter, at most four later.]])
* insert Parameter(return, out, 1, 1, MeasureReport, [[The figures, a group each, and sentences in English and French in its text.]])
