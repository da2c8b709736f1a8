Profile: PainOrganization
Parent: Organization
Id: pain-organization
Title: "Organization"
Description: """A practice, pain clinic or pharmacy. Restates CA Baseline's Organization (profile-organization), with a name required.
Ontario's provider registry identifies organizations under https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-provider-upi; for
pharmacies no public identifier system is known, so the system is free."""
* identifier MS
* identifier.system 1..1
* identifier.value 1..1
* type MS
* name 1..1 MS
* telecom MS
* address MS
