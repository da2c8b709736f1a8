Instance: OperationCarePlanLivingView
InstanceOf: OperationDefinition
Title: "A care plan with all its parts"
Usage: #definition
* insert Operation(careplan-living-view, living-view, CarePlanLivingView)
* title = "A care plan with all its parts"
* description = "The plan and the current state of all that belongs to it, or how it was at a time."
* affectsState = false
* resource = #CarePlan
* type = false
* instance = true
* insert Parameter(asOf, in, 0, 1, dateTime, [[How it was then; default now.]])
* insert Parameter(view, in, 0, 1, code, [[clinician (all, the default) or patient (the plan, its goals, what is to be done, and what was said to the patient).]])
* insert Parameter(return, out, 1, 1, Bundle, [[Type collection: the plan first, then its parts, its Tasks and its comments.]])
