Profile: PlanProvenance
Parent: Provenance
Id: plan-provenance
Title: "Change of a plan"
Description: """Who changed what of a plan, when and why: one for each operation. `target` are the versions that it made, `entity` those that were revised.
CA Baseline has no Provenance."""
* target MS
* occurred[x] MS
* recorded MS
* reason MS
* activity 1..1 MS
* activity from https://painbridge.example/fhir/ValueSet/plan-action (required)
* agent 1..* MS
* agent.who MS
* agent.who obeys pb-identified
* agent.onBehalfOf MS
* entity MS
