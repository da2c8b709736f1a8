Profile: PainPractitionerRole
Parent: PractitionerRole
Id: pain-practitioner-role
Title: "Practitioner in an organization"
Description: """A professional at a practice, pain clinic or pharmacy. Restates CA Baseline's PractitionerRole (profile-practitionerrole 1.1.2).
Stricter in one point: it names its practitioner. The organization tells colleagues of one practice from strangers."""
* practitioner 1..1 MS
* practitioner only Reference(PainPractitioner)
* practitioner obeys pb-identified
* organization MS
* organization only Reference(PainOrganization)
* code MS
* specialty MS
* telecom MS
* telecom.system MS
* telecom.value 1..1
