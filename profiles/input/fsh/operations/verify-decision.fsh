Instance: OperationVerifyDecision
InstanceOf: OperationDefinition
Title: "Does this decision still stand?"
Usage: #definition
* insert Operation(verify-decision, verify-decision, VerifyDecision)
* title = "Verify an imaging decision"
* description = "Tells an imaging site whether a signed decision is genuine, still stands, and is about the order at hand."
* affectsState = false
* resource = #GuidanceResponse
* type = true
* instance = true
* insert Parameter(decision, in, 0, 1, string, [[The decision: its id, GuidanceResponse/id or urn:uuid. Either this or token at the type level.]])
* insert Parameter(token, in, 0, 1, string, [[The compact JWS that came with the decision.]])
* insert Parameter(order, in, 0, 1, ServiceRequest, [[The order at hand; it must ask for the same, of the same person and for the same reasons.]])
* insert Parameter(status, out, 1, 1, code, [[The worst that is true: unknown-key, invalid-signature, not-recorded, revoked, order-changed, guideline-superseded; else valid.]])
* insert Parameter(decision, out, 0, 1, Reference, [[The decision that the token names; absent where the token cannot be trusted.]])
* insert Parameter(category, out, 0, 1, code, [[What the decision said.]])
* insert Parameter(issued, out, 0, 1, instant, [[When it was signed.]])
