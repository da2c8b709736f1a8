Instance: OperationImagingBacktest
InstanceOf: OperationDefinition
Title: "What would other rules have said?"
Usage: #definition
* insert Operation(imaging-backtest, imaging-backtest, ImagingBacktest)
* title = "Imaging back-test"
* description = "Puts the orders of a cohort, without the people, to two installed versions of the guideline, and counts what changes. Answered later, as bulk exports are."
* affectsState = true
* resource = #PlanDefinition
* type = true
* instance = false
* insert Parameter(baseline, in, 1, 1, string, [[The pack that things stood under: canonical, canonical with version, or version.]])
* insert Parameter(candidate, in, 1, 1, string, [[The pack that would take its place.]])
* insert Parameter(periodStart, in, 0, 1, date, [[First month of the stored cases, as a day in it.]])
* insert Parameter(periodEnd, in, 0, 1, date, [[Last month of the stored cases.]])
* insert Parameter(cases, in, 0, 1, string, [[Cases in place of stored ones, a line of JSON each.]])
