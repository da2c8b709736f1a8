Invariant: pb-target-mme
Description: "Morphine equivalents are zero or more."
Severity: #error
Expression: "value.ofType(Quantity).value >= 0"
