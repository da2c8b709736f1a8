Profile: PlanComment
Parent: Communication
Id: plan-comment
Title: "Comment on a plan"
Description: """Something that is said about a plan or one item of it (`about`: the plan first), and heard by those who take part. Never changed once it
is said. CA Baseline has no Communication."""
* basedOn 1..* MS
* basedOn ^short = "The plan: R4 finds a Communication by this, and not by what it is about"
* status = #completed
* inResponseTo MS
* inResponseTo only Reference(PlanComment)
* priority MS
* subject 1..1 MS
* subject only Reference(PainPatient)
* subject obeys pb-identified
* about 1..* MS
* sent 1..1 MS
* recipient MS
* sender 1..1 MS
* sender obeys pb-identified
* payload 1..* MS
* payload.content[x] only string
