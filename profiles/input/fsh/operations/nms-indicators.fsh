Instance: OperationNmsIndicators
InstanceOf: OperationDefinition
Title: "Indicators of monitored drugs"
Usage: #definition
* insert Operation(nms-indicators, nms-indicators, NmsIndicators)
* system = true
* title = "Indicators of monitored drugs"
* description = "Counts the indicators of Measure/nms-indicators over all dispenses, and gives out what of the table may be given out after all that was given out before. The same request gives the same table. No prescriber and no pharmacy is in it."
* affectsState = true
* type = false
* instance = false
* insert Parameter(periodStart, in, 1, 1, date, [[First day of a quarter.]])
* insert Parameter(periodEnd, in, 1, 1, date, [[Last day of a quarter that is over.]])
* insert Parameter(dimension, in, 0, *, code, [[region, quarter, age, sex or drug: subtotals, each within those before.]])
* insert Parameter(indicator, in, 0, *, code, [[A group of Measure/nms-indicators; all where there is none.]])
* insert Parameter(newEdition, in, 0, 1, boolean, [[Whether to count anew, by what is known now, what was given out before; default no.]])
* insert Parameter(return, out, 1, 1, MeasureReport, [[The table, a group for each indicator; as CSV or Parquet where text/csv or application/vnd.apache.parquet is accepted.]])
