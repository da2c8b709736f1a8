Extension: Custodian
Id: custodian
Title: "Custodian of a plan"
Description: "Who may write the plan's header and goals: the specialist until hand-over. Absent means the author."
Context: CarePlan
* value[x] only Reference(Practitioner or PractitionerRole)
* value[x] 1..1
* valueReference obeys pb-identified
