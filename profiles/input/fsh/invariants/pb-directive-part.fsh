Invariant: pb-directive-part
Description: "A directive is about types or about resources, not about both."
Severity: #error
Expression: "provision.class.empty() or provision.data.empty()"
