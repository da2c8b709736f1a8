Invariant: pb-quantity-positive
Description: "The amount is more than zero: a stock transfer, a return or a correction is not a dispense."
Severity: #error
Expression: "value.empty() or value > 0"
