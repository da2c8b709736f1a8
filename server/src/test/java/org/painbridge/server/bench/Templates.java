package org.painbridge.server.bench;

/** The resources of the workload: invented people, products by DIN from terminology/tables/monitored-products.csv. */
final class Templates {
    static final Template PATIENT = Template.of("""
        {"resourceType":"Patient",$id
        "identifier":[{"system":"https://painbridge.example/fhir/sid/bench-patient","value":"$number"}],
        "name":[{"use":"official","family":"Benchmark-$number","given":["Fictitia"]}],
        "gender":"female","birthDate":"1971-04-09",
        "telecom":[{"system":"phone","value":"416-555-0100"}],
        "address":[{"line":["1 Sample Street"],"city":"Toronto","state":"ON","postalCode":"M0M 0M0","country":"CA"}]}
        """);

    static final Template PRACTITIONER = Template.of("""
        {"resourceType":"Practitioner",$id
        "identifier":[{"system":"https://painbridge.example/fhir/sid/bench-practitioner","value":"$number"}],
        "name":[{"family":"Prescriber-$number","given":["Invented"],"prefix":["Dr."]}]}
        """);

    static final Template ORGANIZATION = Template.of("""
        {"resourceType":"Organization",$id
        "identifier":[{"system":"https://painbridge.example/fhir/sid/bench-pharmacy","value":"$number"}],
        "name":"Invented Pharmacy $number"}
        """);

    /** About 1.6 kB, as a pharmacy system sends it. It declares no profile: the bare program could not check one. */
    static final Template DISPENSE = Template.of("""
        {"resourceType":"MedicationDispense",
        "contained":[{"resourceType":"MedicationRequest","id":"rx",
        "status":"active","intent":"order",
        "medicationCodeableConcept":{"text":"hydromorphone 4 mg tablets"},
        "subject":{"reference":"$patient"},"authoredOn":"2025-10-20",
        "requester":{"reference":"Practitioner/prescriber-$prescriber","display":"Dr. Invented Prescriber-$prescriber"}}],
        "identifier":[{"system":"https://painbridge.example/fhir/sid/prescription","value":"RX-$number"}],
        "status":"completed",
        "medicationCodeableConcept":{"coding":[{"system":"http://hl7.org/fhir/NamingSystem/ca-hc-din",
        "code":"00125121","display":"Dilaudid"}],"text":"Dilaudid (hydromorphone hydrochloride 4 mg tablet)"},
        "subject":{"reference":"$patient"},
        "performer":[{"actor":{"reference":"Organization/pharmacy-$pharmacy","display":"Invented Pharmacy $pharmacy"}}],
        "authorizingPrescription":[{"reference":"#rx"}],
        "quantity":{"value":28,"unit":"tablet","system":"http://unitsofmeasure.org","code":"1"},
        "daysSupply":{"value":7,"unit":"days","system":"http://unitsofmeasure.org","code":"d"},
        "whenPrepared":"$dateT10:05:00-05:00","whenHandedOver":"$dateT16:20:00-05:00",
        "dosageInstruction":[{"text":"One tablet every six hours with food, not more than four tablets in a day",
        "timing":{"repeat":{"frequency":4,"period":1,"periodUnit":"d"}}}],
        "note":[{"text":"Counselled on constipation, drowsiness and driving; naloxone kit offered and taken. Asked to bring back
         what is left over at the next visit. The next interval is due in a week; not to be dispensed early without a call to the
         prescriber."}]}
        """);

    static final Template CARE_PLAN = Template.of("""
        {"resourceType":"CarePlan",
        "identifier":[{"system":"https://painbridge.example/fhir/sid/care-plan","value":"PLAN-$number"}],
        "status":"active","intent":"plan",
        "category":[{"coding":[{"system":"http://snomed.info/sct","code":"734163000"}]}],
        "title":"Walk again, less opioid","subject":{"reference":"$patient"},"created":"$date",
        "author":{"reference":"Practitioner/prescriber-$prescriber"},
        "activity":[{"reference":{"reference":"$order1"}},{"reference":{"reference":"$order2"}}]}
        """);

    static final Template ORDER = Template.of("""
        {"resourceType":"ServiceRequest","status":"active","intent":"order",
        "code":{"coding":[{"system":"http://snomed.info/sct","code":"91251008"}],"text":"Physical therapy"},
        "subject":{"reference":"$patient"},"authoredOn":"$date",
        "requester":{"reference":"Practitioner/prescriber-$prescriber"},
        "reasonCode":[{"coding":[{"system":"http://snomed.info/sct","code":"278860009"}],
        "text":"Chronic low back pain"}]}
        """);

    /** An order for the validator; it follows the guide. */
    static final Template IMAGING_ORDER = Template.of("""
        {"resourceType":"ServiceRequest",
        "meta":{"profile":["https://painbridge.example/fhir/StructureDefinition/imaging-order"]},
        "status":"draft","intent":"order",
        "code":{"coding":[{"system":"http://loinc.org","code":"30679-5"}],"text":"MRI of the lumbar spine without contrast"},
        "subject":{"reference":"$patient"},"authoredOn":"$date",
        "requester":{"reference":"Practitioner/prescriber-$prescriber"},
        "reasonCode":[{"coding":[{"system":"http://snomed.info/sct","code":"278860009"}],
        "text":"Chronic low back pain"}]}
        """);

    private Templates() {}

    /** About 4 kB: an MRI for low back pain of three weeks, with patient, two conditions, an observation and the answers. */
    static final Template HOOK_CALL = Template.of("""
        {"hook":"order-sign","hookInstance":"$instance",
        "context":{"userId":"Practitioner/prescriber-$prescriber","patientId":"$id",
        "draftOrders":{"resourceType":"Bundle","type":"collection","entry":[{"resource":{
        "resourceType":"ServiceRequest","id":"draft-$number","status":"draft","intent":"order",
        "category":[{"coding":[{"system":"http://snomed.info/sct","code":"363679005"}]}],
        "code":{"coding":[{"system":"http://loinc.org","code":"30679-5"}],"text":"MRI of the lumbar spine without contrast"},
        "subject":{"reference":"$patient"},"authoredOn":"$today",
        "requester":{"reference":"Practitioner/prescriber-$prescriber"},
        "reasonCode":[{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10","code":"M54.5"}],"text":"Low back pain"}]}}]}},
        "prefetch":{"patient":{"resourceType":"Patient","id":"$id",
        "identifier":[{"system":"https://painbridge.example/fhir/sid/bench-patient","value":"$number"}],
        "name":[{"use":"official","family":"Benchmark-$number","given":["Fictitia"]}],
        "gender":"female","birthDate":"1971-04-09"},
        "conditions":{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{
        "resourceType":"Condition","id":"pain",
        "clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},
        "verificationStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-ver-status","code":"confirmed"}]},
        "code":{"coding":[{"system":"http://snomed.info/sct","code":"279039007"}],"text":"Low back pain"},
        "subject":{"reference":"$patient"},"onsetDateTime":"$date"}},{"resource":{
        "resourceType":"Condition","id":"pressure",
        "clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},
        "verificationStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-ver-status","code":"confirmed"}]},
        "code":{"coding":[{"system":"http://snomed.info/sct","code":"38341003"}],"text":"Hypertension"},
        "subject":{"reference":"$patient"},"onsetDateTime":"2019-02-01"}}]},
        "observations":{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{
        "resourceType":"Observation","id":"weight","status":"final",
        "code":{"coding":[{"system":"http://loinc.org","code":"29463-7"}]},
        "subject":{"reference":"$patient"},"effectiveDateTime":"$date",
        "valueQuantity":{"value":71.5,"unit":"kg","system":"http://unitsofmeasure.org","code":"kg"}}}]},
        "answers":{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{
        "resourceType":"QuestionnaireResponse","id":"flags","status":"completed",
        "subject":{"reference":"$patient"},"authored":"$today","item":[
        {"linkId":"any-neurological-flag","answer":[{"valueBoolean":false}]},
        {"linkId":"any-infection-flag","answer":[{"valueBoolean":false}]},
        {"linkId":"any-tumour-flag","answer":[{"valueBoolean":false}]},
        {"linkId":"any-fracture-flag","answer":[{"valueBoolean":false}]},
        {"linkId":"inflammatory-back-pain","answer":[{"valueBoolean":false}]},
        {"linkId":"prior-lumbar-surgery","answer":[{"valueBoolean":false}]},
        {"linkId":"pain-onset","answer":[{"valueDate":"$date"}]}]}}]},
        "allergies":null,"devices":null,"deviceUses":null,"dispenses":null,"medications":null,"medicationStatements":null,
        "orders":null,"procedures":null,"reports":null,"studies":null}}
        """);

    /** About 2 kB: an MRI for low back pain of three weeks, with patient, a condition and the answers. */
    static final Template ASSESSMENT = Template.of("""
        {"resourceType":"Parameters","parameter":[{"name":"mode","valueCode":"$mode"},
        {"name":"explain","valueCode":"summary"},
        {"name":"order","resource":{
        "resourceType":"ServiceRequest","id":"$instance","status":"draft","intent":"order",
        "code":{"coding":[{"system":"http://loinc.org","code":"30679-5"}],"text":"MRI of the lumbar spine without contrast"},
        "subject":{"reference":"$patient"},"authoredOn":"$today",
        "requester":{"reference":"Practitioner/prescriber-$prescriber"},
        "reasonCode":[{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10","code":"M54.5"}],"text":"Low back pain"}]}},
        {"name":"patient","resource":{"resourceType":"Patient","id":"$id","gender":"female","birthDate":"1971-04-09"}},
        {"name":"data","resource":{"resourceType":"Bundle","type":"collection","entry":[{"resource":{
        "resourceType":"Condition","id":"pain",
        "clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},
        "verificationStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-ver-status","code":"confirmed"}]},
        "code":{"coding":[{"system":"http://snomed.info/sct","code":"279039007"}],"text":"Low back pain"},
        "subject":{"reference":"$patient"},"onsetDateTime":"$date"}}]}},
        {"name":"answers","resource":{
        "resourceType":"QuestionnaireResponse","id":"flags","status":"completed",
        "subject":{"reference":"$patient"},"authored":"$today","item":[
        {"linkId":"any-neurological-flag","answer":[{"valueBoolean":false}]},
        {"linkId":"any-infection-flag","answer":[{"valueBoolean":false}]},
        {"linkId":"any-tumour-flag","answer":[{"valueBoolean":false}]},
        {"linkId":"any-fracture-flag","answer":[{"valueBoolean":false}]},
        {"linkId":"inflammatory-back-pain","answer":[{"valueBoolean":false}]},
        {"linkId":"prior-lumbar-surgery","answer":[{"valueBoolean":false}]},
        {"linkId":"pain-onset","answer":[{"valueDate":"$date"}]}]}}]}
        """);
}
