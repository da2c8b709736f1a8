Profile: PlanActivityTask
Parent: Task
Id: plan-activity-task
Title: "Plan activity task"
Description: """Carries out one activity of a plan: part of the review task, focused on the proposed request, owned by who does it. Its outcome, such as the
owner's own order, is named in `output`. CA Baseline has no Task."""
* obeys pb-refusal-reason
* groupIdentifier MS
* partOf 1..1 MS
* partOf only Reference(PlanReviewTask)
* partOf obeys pb-identified
* status MS
* statusReason MS
* businessStatus MS
* businessStatus from https://painbridge.example/fhir/ValueSet/task-business-status (preferred)
* intent = #order
* intent MS
* code 1..1 MS
* code = TaskCode#plan-activity
* focus 1..1 MS
* focus only Reference(ServiceRequest or MedicationRequest or Appointment or CommunicationRequest)
* focus obeys pb-identified
* for 1..1 MS
* for only Reference(PainPatient)
* for obeys pb-identified
* authoredOn MS
* requester 1..1 MS
* requester only Reference(PainPractitioner or PainPractitionerRole or PainOrganization)
* requester obeys pb-identified
* owner 1..1 MS
* owner only Reference(PainPractitioner or PainPractitionerRole or PainOrganization or PainPatient)
* owner obeys pb-identified
* note MS
* output MS
