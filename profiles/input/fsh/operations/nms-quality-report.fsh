Instance: OperationNmsQualityReport
InstanceOf: OperationDefinition
Title: "Quality of a pharmacy's submissions"
Usage: #definition
* insert Operation(nms-quality-report, nms-quality-report, NmsQualityReport)
* title = "What is odd about the submissions of a pharmacy"
* description = "Tells a pharmacy which of its submitted dispenses look like duplicates, have an unusual days' supply or quantity, came late or have a DIN that the table of products lacks, and which lines were refused why."
* affectsState = false
* resource = #Organization
* type = false
* instance = true
* insert Parameter(from, in, 0, 1, date, [[The first day; by default 31 days with to.]])
* insert Parameter(to, in, 0, 1, date, [[The last day; by default today.]])
* insert Parameter(return, out, 1, 1, MeasureReport, [[A group for each reason; as CSV with Accept text/csv.]])
