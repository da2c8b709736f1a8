Instance: OperationImagingReport
InstanceOf: OperationDefinition
Title: "Imaging decisions in figures"
Usage: #definition
* insert Operation(imaging-report, imaging-report, ImagingReport)
* system = true
* title = "Imaging report"
* description = "Of the decisions stored in a period, of all, of an organization or of a practitioner: mix by category, overrides by reason, how many were scored, how many lacked facts, percentile among peers, and measures over scenarios. Counts of 1 to 5 are withheld."
* affectsState = false
* resource[0] = #Organization
* resource[1] = #Practitioner
* type = false
* instance = true
* insert Parameter(periodStart, in, 1, 1, date, [[First day.]])
* insert Parameter(periodEnd, in, 1, 1, date, [[Last day.]])
* insert Parameter(return, out, 1, 1, MeasureReport, [[The figures, a group each.]])
