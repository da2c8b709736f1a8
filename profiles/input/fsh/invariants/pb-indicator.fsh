Invariant: pb-indicator
Description: "DHDR's indicators (monitored drug, compound) are true or false."
Severity: #error
Expression: "extension.where(url = 'http://ehealthontario.ca/fhir/StructureDefinition/ca-on-medications-ext-monitored-drug-indicator' or url = 'http://ehealthontario.ca/fhir/StructureDefinition/ca-on-medications-ext-compound-indicator').all(value.is(boolean))"
