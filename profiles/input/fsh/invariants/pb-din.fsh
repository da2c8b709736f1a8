// Two spellings of the DIN system are in use (DHDR, CA Baseline); a compound carries its PIN, also eight digits, the same way.
Invariant: pb-din
Description: "One coding is a DIN (or the PIN of a compound): eight digits with leading zeros, under http://hl7.org/fhir/NamingSystem/ca-hc-din or http://terminology.hl7.org/NamingSystem/ca-hc-din."
Severity: #error
Expression: "coding.where((system = 'http://hl7.org/fhir/NamingSystem/ca-hc-din' or system = 'http://terminology.hl7.org/NamingSystem/ca-hc-din') and code.matches('^[0-9]{8}$')).exists()"
