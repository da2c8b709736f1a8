Invariant: pb-health-number-format
Description: "An Ontario health number is ten digits without blanks or dashes; the version code has its own extension."
Severity: #error
Expression: "(system = 'https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-patient-hcn' and value.hasValue()) implies value.matches('^[0-9]{10}$')"
