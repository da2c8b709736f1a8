Profile: PainPlanDocument
Parent: Composition
Id: pain-plan-document
Title: "Pain plan as a document"
Description: """A pain care plan as it was at one time, to read and to file: the first entry of a document Bundle. Each section says in words what the
resources in it hold; one for goals, activities, medicines and taper, care team, review, and what changed. CA Baseline has no Composition."""
* type = $loinc#80764-4
* subject 1..1 MS
* subject only Reference(Patient)
* author MS
* title MS
* text 1..1 MS
* custodian MS
* section 1..* MS
* section.title 1..1 MS
* section.text 1..1 MS
* section.entry MS
