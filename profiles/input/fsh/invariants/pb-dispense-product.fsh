Invariant: pb-dispense-product
Description: "The product is coded here, or the reference leads to a Medication, contained or stored; a display or identifier alone does not."
Severity: #error
Expression: "medication.ofType(CodeableConcept).exists() or medication.ofType(Reference).reference.exists()"
