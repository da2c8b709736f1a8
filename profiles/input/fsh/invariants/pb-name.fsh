Invariant: pb-name
Description: "A name has a family name, a given name or both (CA Baseline: ca-baseline-name)."
Severity: #error
Expression: "family.exists() or given.exists()"
