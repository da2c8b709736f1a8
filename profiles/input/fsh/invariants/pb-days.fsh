Invariant: pb-days
Description: "Days' supply counts days: where a unit code is given it is UCUM d."
Severity: #error
Expression: "code.empty() or (code = 'd' and system = 'http://unitsofmeasure.org')"
