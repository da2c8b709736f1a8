Instance: example-imaging-guidance
InstanceOf: ImagingGuidanceResponse
Title: "An order that was rated"
Usage: #example
* contained[0] = example-guidance-output
* contained[1] = example-alternatives
* contained[2] = example-radiograph-proposal
* requestIdentifier.value = "example-imaging-order"
* moduleCanonical = "https://painbridge.example/fhir/PlanDefinition/imaging-appropriateness|0.1.0"
* status = #success
* subject = Reference(example-patient)
* occurrenceDateTime = "2026-10-05T09:00:00-04:00"
* reasonCode.text = "Low back pain for two weeks"
* outputParameters = Reference(example-guidance-output)
* result = Reference(example-alternatives)

Instance: example-guidance-output
InstanceOf: Parameters
Usage: #inline
* parameter[0].name = "rating"
* parameter[0].valueCoding = https://painbridge.example/fhir/CodeSystem/imaging-category#not-appropriate
* parameter[1].name = "scenario"
* parameter[1].valueString = "S01"
* parameter[2].name = "overlay"
* parameter[2].part[0].name = "id"
* parameter[2].part[0].valueCode = #local-site
* parameter[2].part[1].name = "title"
* parameter[2].part[1].valueString = "Site"
* parameter[2].part[2].name = "from"
* parameter[2].part[2].valueCoding = https://painbridge.example/fhir/CodeSystem/imaging-category#may-be-appropriate
* parameter[2].part[3].name = "to"
* parameter[2].part[3].valueCoding = https://painbridge.example/fhir/CodeSystem/imaging-category#not-appropriate
* parameter[2].part[4].name = "reason"
* parameter[2].part[4].valueString = "The site has agreed on radiographs first."
* parameter[3].name = "insurance"
* parameter[3].part[0].name = "eligibility"
* parameter[3].part[0].valueCoding = https://painbridge.example/fhir/CodeSystem/ohip-eligibility#not-insured
* parameter[3].part[1].name = "plan"
* parameter[3].part[1].valueString = "Ontario Health Insurance Plan"
* parameter[3].part[2].name = "reason"
* parameter[3].part[2].valueString = "Lumbar imaging is not paid for without suspected or known pathology."

Instance: example-alternatives
InstanceOf: RequestGroup
Usage: #inline
* status = #draft
* intent = #proposal
* action.title = "Instead of the order"
* action.selectionBehavior = #at-most-one
* action.action.title = "Radiograph of the lumbar spine"
* action.action.resource = Reference(example-radiograph-proposal)

Instance: example-radiograph-proposal
InstanceOf: ServiceRequest
Usage: #inline
* status = #draft
* intent = #proposal
* code = $loinc#30777-7
* code.text = "XR Lumbar spine AP"
* subject = Reference(example-patient)
