Invariant: pb-target-value
Description: "A target that measures something says what value is aimed at."
Severity: #error
Expression: "measure.exists() implies detail.exists()"
