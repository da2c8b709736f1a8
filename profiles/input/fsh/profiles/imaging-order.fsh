Profile: ImagingOrder
Parent: ServiceRequest
Id: imaging-order
Title: "Imaging order"
Description: """An order for an image of a person in pain. Restates CA Baseline's ServiceRequest (profile-servicerequest 0.3.1: requester 1..1).
The procedure is coded (LOINC/RSNA preferred; other systems are mapped), the person is known and a reason is given. What
else a rating needs (duration, red flags) is asked for by $imaging-appropriateness, not demanded here."""
* obeys pb-order-reason
* extension contains ImagingAppropriateness named appropriateness 0..1 MS
* identifier MS
* status MS
* intent MS
* category MS
* code 1..1 MS
* code.coding 1..* MS
* code.coding.system 1..1
* code.coding.code 1..1
* subject only Reference(PainPatient)
* subject MS
* subject obeys pb-identified
* authoredOn MS
* requester 1..1 MS
* requester only Reference(PainPractitioner or PainPractitionerRole or PainOrganization)
* requester obeys pb-identified
* reasonCode MS
* reasonReference MS
* bodySite MS
* supportingInfo MS
