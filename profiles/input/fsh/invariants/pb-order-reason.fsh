Invariant: pb-order-reason
Description: "An imaging order says why: a reason, coded or in words, or a reference to a condition or finding."
Severity: #error
Expression: "reasonCode.exists() or reasonReference.exists()"
