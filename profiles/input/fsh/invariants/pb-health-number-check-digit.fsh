// A warning, because the modulus-10 rule of the Ontario health number is background knowledge, not a published rule.
// Every other digit d is doubled and its digits summed, which is 2d + d div 5 as far as the last digit of the sum goes.
Invariant: pb-health-number-check-digit
Description: "The last digit of an Ontario health number is the modulus-10 check digit of the nine before it."
Severity: #warning
Expression: "(system = 'https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-patient-hcn' and value.hasValue() and value.matches('^[0-9]{10}$')) implies value.select((substring(0, 1).toInteger() * 2 + substring(0, 1).toInteger() div 5 + substring(1, 1).toInteger() + substring(2, 1).toInteger() * 2 + substring(2, 1).toInteger() div 5 + substring(3, 1).toInteger() + substring(4, 1).toInteger() * 2 + substring(4, 1).toInteger() div 5 + substring(5, 1).toInteger() + substring(6, 1).toInteger() * 2 + substring(6, 1).toInteger() div 5 + substring(7, 1).toInteger() + substring(8, 1).toInteger() * 2 + substring(8, 1).toInteger() div 5 + substring(9, 1).toInteger()) mod 10 = 0)"
