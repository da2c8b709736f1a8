Invariant: pb-audit-refused
Description: "What was refused or failed says how."
Severity: #error
Expression: "outcome != '0' implies outcomeDesc.exists()"
