Instance: OperationCarePlanPush
InstanceOf: OperationDefinition
Title: "Send a care plan to the family physician"
Usage: #definition
* insert Operation(careplan-push, push, CarePlanPush)
* title = "Push a care plan"
* description = "Stores a plan with all that belongs to it in one transaction and opens one review task per recipient. Repeating a push with the same push identifier and content gives the same answer and stores nothing; with other content it is refused (409)."
* affectsState = true
* resource = #CarePlan
* type = true
* instance = false
* insert Parameter(bundle, in, 1, 1, Bundle, [[The plan graph, type collection: one CarePlan (profile pain-care-plan, status draft) and the goals, requests, conditions and team it refers to.]])
* insert Parameter(pushIdentifier, in, 1, 1, Identifier, [[Identifies this push, system and value; becomes the groupIdentifier of its tasks.]])
* insert Parameter(recipient, in, 0, *, Reference, [[Who is asked to answer. Default: the family physician of the care team, else the patient's general practitioner, else the organization that manages the record.]])
* insert Parameter(responseDue, in, 0, 1, dateTime, [[Answer due by; default is the server's setting.]])
* insert Parameter(dryRun, in, 0, 1, boolean, [[Only check; store nothing.]])
* insert Parameter(carePlan, out, 0, 1, Reference, [[The stored plan with its version; absent on a dry run.]])
* insert Parameter(task, out, 0, *, Reference, [[The review tasks, one per recipient; absent on a dry run.]])
* insert Parts(route, 0, *, [[How each recipient was found and is reached.]])
* insert Part(recipient, 1, 1, Reference, [[Who is asked.]])
* insert Part(channel, 1, 1, code, [[inbox: the task waits to be searched for. pdf-queue: no system is known to reach the recipient; the task waits all the same, and a Task send-on-paper asks the sender's organization to send the plan.]])
* insert Part(endpoint, 0, 1, Reference, [[Where systems reach the recipient: the Endpoint of the role, else of the nearest organization that has one.]])
* insert Part(chosenBy, 1, 1, code, [[explicit, care-team, general-practitioner or organization-intake.]])
* insert Parameter(duplicate, out, 1, 1, boolean, [[Whether this push was accepted before.]])
* insert Parameter(outcome, out, 0, 1, OperationOutcome, [[Hints that did not stand in the way.]])
