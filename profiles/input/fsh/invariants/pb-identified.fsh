Invariant: pb-identified
Description: "A reference leads to somebody: by address, or by an identifier with system and value. A display alone does not."
Severity: #error
Expression: "reference.exists() or identifier.where(system.exists() and value.exists()).exists()"
