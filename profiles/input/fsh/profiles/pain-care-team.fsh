Profile: PainCareTeam
Parent: CareTeam
Id: pain-care-team
Title: "Pain care team"
Description: """Who takes part in a plan, in which role and since when: the specialist from the push, the family physician from acceptance.
CA Baseline has no CareTeam."""
* status 1..1 MS
* name MS
* subject 1..1 MS
* subject only Reference(PainPatient)
* subject obeys pb-identified
* participant 1..* MS
* participant.role 1..* MS
* participant.member 1..1 MS
* participant.member obeys pb-identified
* participant.onBehalfOf MS
* participant.period MS
* managingOrganization MS
