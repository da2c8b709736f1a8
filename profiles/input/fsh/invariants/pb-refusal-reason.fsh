Invariant: pb-refusal-reason
Description: "Who rejects says why."
Severity: #error
Expression: "status = 'rejected' implies statusReason.exists()"
