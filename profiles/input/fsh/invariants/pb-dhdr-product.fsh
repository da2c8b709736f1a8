Invariant: pb-dhdr-product
Description: "The product is a reference to a Medication, contained or stored, as DHDR gives it."
Severity: #error
Expression: "medication.ofType(Reference).reference.exists()"
