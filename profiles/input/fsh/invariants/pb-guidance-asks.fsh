Invariant: pb-guidance-asks
Description: "An answer that needs more data says which."
Severity: #error
Expression: "status = 'data-required' implies dataRequirement.exists()"
