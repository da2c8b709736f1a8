// A warning, because a first draft without goals is still worth the family physician's answer.
Invariant: pb-plan-goal
Description: "A chronic-pain plan names at least one goal set with the person."
Severity: #warning
Expression: "goal.exists()"
