Instance: example-imaging-guidance-asking
InstanceOf: ImagingGuidanceResponse
Title: "An order that cannot be rated before red flags are known"
Usage: #example
* requestIdentifier.value = "example-imaging-order"
* moduleCanonical = "https://painbridge.example/fhir/PlanDefinition/imaging-appropriateness|0.1.0"
* status = #data-required
* subject = Reference(example-patient)
* occurrenceDateTime = "2026-10-05T09:00:00-04:00"
* dataRequirement.type = #Condition
* dataRequirement.codeFilter.path = "code"
* dataRequirement.codeFilter.code.display = "Known or suspected cancer"
