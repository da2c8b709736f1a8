Instance: example-plan-document
InstanceOf: PainPlanDocument
Title: "A pain plan as a document"
Usage: #example
* identifier.system = "https://painbridge.example/fhir/sid/care-plan"
* identifier.value = "PLAN-0001"
* language = #en
* text.status = #generated
* text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\"><p>Pain care plan of Ruth Example, version 2</p></div>"
* status = #final
* type = $loinc#80764-4
* subject = Reference(example-patient)
* date = "2026-10-08T09:05:00-04:00"
* author = Reference(example-pain-specialist-role)
* title = "Pain care plan"
* section[0].title = "Status"
* section[0].text.status = #generated
* section[0].text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>active, agreed</p></div>"
* section[0].entry = Reference(example-care-plan)
* section[1].title = "Goals"
* section[1].text.status = #generated
* section[1].text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\"><table><tbody><tr><td>Walk to the lake and back</td><td>active</td></tr></tbody></table></div>"
* section[1].entry = Reference(example-goal)
