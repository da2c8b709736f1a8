Instance: example-push-request
InstanceOf: Parameters
Title: "The body of CarePlan/$push"
Description: "A plan with one goal and one activity. Inside the bundle the parts refer to each other by fullUrl; people are named by identifier."
Usage: #example
* parameter[0].name = "bundle"
* parameter[0].resource = example-push-bundle
* parameter[1].name = "pushIdentifier"
* parameter[1].valueIdentifier.system = "https://painbridge.example/fhir/sid/plan-push"
* parameter[1].valueIdentifier.value = "PUSH-0002"
* parameter[2].name = "recipient"
* parameter[2].valueReference.type = "Practitioner"
* parameter[2].valueReference.identifier.system = $physician
* parameter[2].valueReference.identifier.value = "900001"

Instance: example-push-bundle
InstanceOf: Bundle
Usage: #inline
* type = #collection
* entry[0].fullUrl = "urn:uuid:11111111-1111-4111-8111-111111111111"
* entry[0].resource = example-pushed-plan
* entry[1].fullUrl = "urn:uuid:22222222-2222-4222-8222-222222222222"
* entry[1].resource = example-pushed-goal
* entry[2].fullUrl = "urn:uuid:33333333-3333-4333-8333-333333333333"
* entry[2].resource = example-pushed-activity

Instance: example-pushed-plan
InstanceOf: PainCarePlan
Usage: #inline
* identifier.system = "https://painbridge.example/fhir/sid/care-plan"
* identifier.value = "PLAN-0002"
* status = #draft
* intent = #plan
* title = "Walk again"
* insert NamedPatient(subject)
* insert NamedPhysician(author)
* goal.reference = "urn:uuid:22222222-2222-4222-8222-222222222222"
* activity.reference.reference = "urn:uuid:33333333-3333-4333-8333-333333333333"
* activity.reference.type = "ServiceRequest"

Instance: example-pushed-goal
InstanceOf: PainGoal
Usage: #inline
* lifecycleStatus = #proposed
* description.text = "Walk to the market and back without stopping"
* insert NamedPatient(subject)
* target.dueDate = "2027-01-15"

Instance: example-pushed-activity
InstanceOf: ServiceRequest
Usage: #inline
* extension.url = "http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal"
* extension.valueReference.reference = "urn:uuid:22222222-2222-4222-8222-222222222222"
* status = #active
* intent = #proposal
* code = $sct#91251008
* code.text = "Physical therapy"
* insert NamedPatient(subject)
* insert NamedPhysician(requester)
