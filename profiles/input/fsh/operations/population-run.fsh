Instance: OperationPopulationRun
InstanceOf: OperationDefinition
Title: "Run over all dispenses"
Usage: #definition
* insert Operation(population-run, population-run, PopulationRun)
* system = true
* title = "Run over all dispenses"
* description = "Applies the rules to all dispenses at once, counts what they find, and compares it with the findings on record, which it does not change. Answered later, as bulk exports are."
* affectsState = true
* type = false
* instance = false
* insert Parameter(asOf, in, 0, 1, instant, [[By what was known at that moment, which is then not compared; default now.]])
