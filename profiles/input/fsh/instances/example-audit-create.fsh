Instance: example-audit-create
InstanceOf: AuditEntry
Title: "A family physician has stored an observation"
Usage: #example
* insert AuditKind(create, C)
* insert AuditAgents(http://dicom.nema.org/resources/ontology/DCM#110153, http://dicom.nema.org/resources/ontology/DCM#110152, http://terminology.hl7.org/CodeSystem/v3-ParticipationType#AUT)
* insert AuditData(Observation/example-pain/_history/1)
* insert AuditPatient
