Instance: OperationNmsDisclosureDecide
InstanceOf: OperationDefinition
Title: "Decide on a disclosure"
Usage: #definition
* insert Operation(nms-disclosure-decide, nms-disclosure-decide, NmsDisclosureDecide)
* system = true
* title = "Decide on a requested disclosure"
* description = "Another person than the one who requested it approves a disclosure, which makes the signed package, or rejects it."
* affectsState = true
* type = false
* instance = false
* insert Parameter(request, in, 1, 1, string, [[The id of the request.]])
* insert Parameter(decision, in, 1, 1, code, [[approve or reject.]])
* insert Parameter(reason, in, 0, 1, string, [[Why; required where it is rejected.]])
* insert Parameter(status, out, 1, 1, code, [[released or rejected.]])
* insert Parameter(expires, out, 1, 1, instant, [[Until when the package can be fetched.]])
* insert Parameter(decided, out, 1, 1, instant, [[When.]])
* insert Parameter(decidedBy, out, 1, 1, string, [[By whom.]])
