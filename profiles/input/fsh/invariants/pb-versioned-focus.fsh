Invariant: pb-versioned-focus
Description: "The review is of one version of the plan: CarePlan/[id]/_history/[version]."
Severity: #error
Expression: "reference.matches('^(.*/)?CarePlan/[^/]+/_history/[^/]+$')"
