Instance: example-appropriateness-request
InstanceOf: Parameters
Title: "The body of ServiceRequest/$imaging-appropriateness"
Description: "A draft order that is stored nowhere yet, and what is known of the person."
Usage: #example
* parameter[0].name = "order"
* parameter[0].resource = example-order-to-judge
* parameter[1].name = "data"
* parameter[1].resource = example-known-facts
* parameter[2].name = "evaluatedAt"
* parameter[2].valueDateTime = "2026-10-05T09:00:00-04:00"

Instance: example-order-to-judge
InstanceOf: ImagingOrder
Usage: #inline
* status = #draft
* intent = #order
* code = $loinc#30679-5
* code.text = "MRI of the lumbar spine without contrast"
* insert NamedPatient(subject)
* insert NamedPhysician(requester)
* reasonCode = $sct#278860009
* reasonCode.text = "Chronic low back pain"

Instance: example-known-facts
InstanceOf: Bundle
Usage: #inline
* type = #collection
* entry.fullUrl = "urn:uuid:44444444-4444-4444-8444-444444444444"
* entry.resource = example-known-condition

Instance: example-known-condition
InstanceOf: Condition
Usage: #inline
* clinicalStatus = $condition-clinical#active
* code = $sct#278860009
* code.text = "Chronic low back pain"
* insert NamedPatient(subject)
* onsetDateTime = "2026-09-21"
