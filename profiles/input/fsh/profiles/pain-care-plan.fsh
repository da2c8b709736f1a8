Profile: PainCarePlan
Parent: CarePlan
Id: pain-care-plan
Title: "Pain care plan"
Description: """The one living plan that a pain specialist writes and a family physician answers. It keeps its id for life; `intent` is plan from
the start, agreement is held in the plan-agreement extension (written by the server), and every activity is a resource of its own, so that the two
authors seldom touch the same one. CA Baseline has no CarePlan."""
* obeys pb-plan-goal
* extension contains PlanAgreement named agreement 0..1 MS and Custodian named custodian 0..1 MS
* identifier 1..* MS
* identifier ^short = "Business identifier, unique and stable over all versions"
* identifier.system 1..1
* identifier.value 1..1
* status MS
* intent = #plan
* intent MS
* category MS
* title MS
* description MS
* subject only Reference(PainPatient)
* subject MS
* subject obeys pb-identified
* period MS
* created MS
* author 1..1 MS
* author only Reference(PainPractitioner or PainPractitionerRole)
* author obeys pb-identified
* careTeam MS
* careTeam only Reference(PainCareTeam)
* addresses MS
* supportingInfo MS
* goal MS
* goal only Reference(PainGoal)
* activity 1..* MS
* activity.detail 0..0
* activity.reference 1..1 MS
* activity.reference only Reference(ServiceRequest or MedicationRequest or Appointment or CommunicationRequest)
* activity.progress MS
* note MS
