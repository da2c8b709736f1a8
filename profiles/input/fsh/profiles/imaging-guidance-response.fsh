Profile: ImagingGuidanceResponse
Parent: GuidanceResponse
Id: imaging-guidance-response
Title: "Imaging guidance"
Description: """The decision of $imaging-appropriateness. status success: the contained Parameters hold `rating` and what led to it;
each `overlay` is a move from one category to another, `insurance` whether the public plan pays (CodeSystem ohip-eligibility). status data-required:
`dataRequirement` lists the decisive facts that are missing and there is no rating. status failure: no rating, `evaluationMessage` says why.
CA Baseline has no GuidanceResponse."""
* obeys pb-guidance-asks and pb-guidance-rating and pb-guidance-unknown
* requestIdentifier MS
* requestIdentifier ^short = "Identifier of the order, else its id; absent for an order that has neither"
* module[x] only canonical
* module[x] MS
* module[x] ^short = "Rule set and version: https://painbridge.example/fhir/PlanDefinition/imaging-appropriateness|[version]"
* status MS
* subject 1..1 MS
* subject only Reference(PainPatient)
* occurrenceDateTime 1..1 MS
* occurrenceDateTime ^short = "Moment the order was judged as of"
* reasonCode MS
* note MS
* evaluationMessage MS
* outputParameters MS
* result MS
* dataRequirement MS
