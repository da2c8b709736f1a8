Instance: example-audit-read
InstanceOf: AuditEntry
Title: "A family physician has read an observation"
Usage: #example
* insert AuditKind(read, R)
* insert AuditAgents(http://dicom.nema.org/resources/ontology/DCM#110152, http://dicom.nema.org/resources/ontology/DCM#110153, http://terminology.hl7.org/CodeSystem/v3-ParticipationType#IRCP)
* insert AuditData(Observation/example-pain/_history/1)
* insert AuditPatient
