Invariant: pb-version-code
Description: "The version code of a health card, in CA Baseline's or Ontario's extension, is a string of one or two letters."
Severity: #error
Expression: "extension.where(url = 'http://hl7.org/fhir/ca/baseline/StructureDefinition/ext-identifierversion' or url = 'http://ehealthontario.ca/fhir/StructureDefinition/ext-id-health-card-version-code').all(value.is(string) and value.matches('^[A-Za-z]{1,2}$'))"
