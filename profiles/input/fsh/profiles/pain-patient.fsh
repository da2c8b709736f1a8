Profile: PainPatient
Parent: Patient
Id: pain-patient
Title: "Patient"
Description: """A person in chronic-pain care in Ontario. Restates CA Baseline's Patient (profile-patient 1.1.1): same identifier
systems and extension URLs, so a conforming instance fits both; its files are not needed to validate. Stricter in three points that all three jobs need:
an identifier, a birth date and a gender (`unknown` is an answer). Who has no health number sends the identifier's system with
a data-absent-reason instead of the value. Other CA Baseline extensions may be sent; they are kept and not judged."""
* identifier 1..* MS
* identifier obeys pb-health-number-format and pb-health-number-check-digit and pb-version-code
* identifier ^slicing.discriminator.type = #pattern
* identifier ^slicing.discriminator.path = "type"
* identifier ^slicing.rules = #open
* identifier.type MS
* identifier.system 1..1 MS
* identifier.value 1..1 MS
* identifier contains JHN 0..*
* identifier[JHN] ^short = "Health number of a province or territory; Ontario: https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-patient-hcn"
* identifier[JHN].type 1..1
* identifier[JHN].type = $identifier-type#JHN
* name 1..* MS
* name obeys pb-name
* telecom MS
* telecom.system 1..1
* telecom.value 1..1
* gender 1..1 MS
* birthDate 1..1 MS
* address MS
* generalPractitioner MS
* generalPractitioner ^short = "Family physician or practice; the usual recipient of a care plan"
