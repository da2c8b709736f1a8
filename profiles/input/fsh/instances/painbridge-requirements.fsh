Instance: PainBridgeRequirements
InstanceOf: CapabilityStatement
Title: "What a PainBridge server does"
Usage: #definition
* id = "painbridge-requirements"
* url = "https://painbridge.example/fhir/CapabilityStatement/painbridge-requirements"
* version = "0.1.0"
* name = "PainBridgeRequirements"
* title = "PainBridge server"
* description = "What a client may expect of any server that follows this guide; a running server's own statement is at [base]/metadata."
* status = #draft
* date = "2026-11-24"
* kind = #requirements
* implementationGuide = "https://painbridge.example/fhir/ImplementationGuide/painbridge"
* fhirVersion = #4.0.1
* format = #json
* rest.mode = #server
* rest.interaction[0].code = #transaction
* rest.interaction[1].code = #batch
* insert Serves(Patient, pain-patient)
* insert Search(identifier, token)
* insert Search(name, string)
* insert Search(birthdate, date)
* insert Offers(mme, mme)
* insert Serves(Practitioner, pain-practitioner)
* insert Search(identifier, token)
* insert Serves(PractitionerRole, pain-practitioner-role)
* insert Search(practitioner, reference)
* insert Search(organization, reference)
* insert Serves(Organization, pain-organization)
* insert Search(identifier, token)
* insert Search(name, string)
* insert Serves(Medication, monitored-medication)
* insert Search(code, token)
* insert Serves(MedicationRequest, monitored-prescription)
* insert Search(patient, reference)
* insert Serves(MedicationDispense, monitored-dispense)
* insert Search(patient, reference)
* insert Search(code, token)
* insert Search(whenhandedover, date)
* insert Serves(DetectedIssue, dispensing-detected-issue)
* insert Search(patient, reference)
* insert Search(dispensing-rule, token)
* insert Search(implicated, reference)
* insert Serves(ServiceRequest, imaging-order)
* insert Search(patient, reference)
* insert Search(status, token)
* insert Offers(imaging-appropriateness, imaging-appropriateness)
* insert Serves(GuidanceResponse, imaging-guidance-response)
* insert Search(patient, reference)
* insert Serves(CarePlan, pain-care-plan)
* insert Search(patient, reference)
* insert Search(identifier, token)
* insert Search(status, token)
* insert Offers(push, careplan-push)
* insert Serves(Goal, pain-goal)
* insert Search(patient, reference)
* insert Serves(CareTeam, pain-care-team)
* insert Search(patient, reference)
* insert Serves(Task, plan-review-task)
* rest.resource[=].supportedProfile[1] = "https://painbridge.example/fhir/StructureDefinition/plan-activity-task"
* insert Search(owner, reference)
* insert Search(code, token)
* insert Search(status, token)
* insert Search(patient, reference)
* insert Search(group-identifier, token)
* insert Search(restriction-period, date)
* insert Search(due, date)
