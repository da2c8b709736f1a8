Invariant: pb-override-support
Description: "The reason SUPNWK comes with a RelatedPerson who decides for the patient as performer, and no other reason does."
Severity: #error
Expression: "provision.purpose.where(code = 'SUPNWK').exists() = performer.where(reference.startsWith('RelatedPerson/') or type = 'RelatedPerson').exists()"
