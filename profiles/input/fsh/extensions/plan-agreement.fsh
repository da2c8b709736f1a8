Extension: PlanAgreement
Id: plan-agreement
Title: "Plan agreement"
Description: "Where the family physician's answer to a care plan stands. Written by the server at each step, never by a client."
Context: CarePlan
* value[x] only code
* value[x] 1..1
* valueCode from https://painbridge.example/fhir/ValueSet/plan-agreement (required)
