Instance: OperationRuleBudgets
InstanceOf: OperationDefinition
Title: "Budgets of the rules that interrupt"
Usage: #definition
* insert Operation(rule-budgets, rule-budgets, RuleBudgets)
* system = true
* title = "How often rules interrupt, and to let one do so again"
* description = "A rule of monitoring that interrupts more often than its budget becomes passive by itself: its findings go on record and interrupt nobody. This tells how the rules stand, and lets one interrupt again."
* affectsState = true
* type = false
* instance = false
* insert Parameter(restore, in, 0, 1, code, [[A passive rule that is to interrupt again, such as N1.]])
* insert Parameter(rule, out, 0, *, BackboneElement, [[A rule that interrupts: id, version, budget in 1,000 dispenses; once it was looked at from, dispenses and findings; passiveSince where it is passive.]])
