// A warning, because the modulus-10 rule of the Ontario health number is background knowledge, not a published rule.
Invariant: pb-health-number-check-digit
Description: "The last digit of an Ontario health number is the modulus-10 check digit of the nine before it."
Severity: #warning
Expression: "(system = 'https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-patient-hcn' and value.hasValue() and value.matches('^[0-9]{10}$')) implies (value.toChars().select(iif($index mod 2 = 0, iif(toInteger() > 4, toInteger() * 2 - 9, toInteger() * 2), toInteger())).aggregate($this + $total, 0) mod 10 = 0)"
