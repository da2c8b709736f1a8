Instance: OperationGuidelineDiff
InstanceOf: OperationDefinition
Title: "What changed between two versions of the guideline"
Usage: #definition
* insert Operation(guideline-diff, guideline-diff, GuidelineDiff)
* title = "Guideline diff"
* description = "Compares two installed versions of the guideline cell by cell: scenario and procedure."
* affectsState = false
* resource = #PlanDefinition
* type = true
* instance = false
* insert Parameter(baseline, in, 1, 1, string, [[The earlier pack: canonical, canonical with version, or version.]])
* insert Parameter(candidate, in, 1, 1, string, [[The later pack.]])
* insert Parameter(baseline, out, 1, 1, canonical, [[The earlier pack, with version.]])
* insert Parameter(candidate, out, 1, 1, canonical, [[The later pack, with version.]])
* insert Parts(change, 0, *, [[A cell that is not the same.]])
* insert Part(kind, 1, 1, code, [[added, removed, moved: another category, or reworded: the same category with other reasons.]])
* insert Part(scenario, 1, 1, string, [[Id of the scenario.]])
* insert Part(procedure, 1, 1, code, [[Key of the procedure, or no-imaging.]])
* insert Part(before, 0, 1, Coding, [[Category in the earlier pack.]])
* insert Part(after, 0, 1, Coding, [[Category in the later pack.]])
* insert Parameter(conditions, out, 0, *, string, [[Id of a scenario in both that applies to other orders, or under other facts.]])
