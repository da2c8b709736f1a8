Invariant: pb-audit-requestor
Description: "One of the agents has asked, and one only: the person, or the client where there is none."
Severity: #error
Expression: "agent.where(requestor = true).count() = 1"
