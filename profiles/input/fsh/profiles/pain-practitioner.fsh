Profile: PainPractitioner
Parent: Practitioner
Id: pain-practitioner
Title: "Practitioner"
Description: """A prescriber, pharmacist or other professional. Restates CA Baseline's Practitioner (profile-practitioner 1.1.2). Stricter in
one point: at least one identifier, because the dispensing rules count people by licence. Licence systems are
https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-license-physician, -nurse, -pharmacist, -dental-surgeon and so on."""
* identifier 1..* MS
* identifier.system 1..1 MS
* identifier.value 1..1 MS
* name MS
* name obeys pb-name
* qualification MS
