// A warning, because a goal in words alone is still the person's goal.
Invariant: pb-goal-target
Description: "A goal has a target with a date, so that it can be looked at again."
Severity: #warning
Expression: "target.exists()"
