Instance: example-audit-denial
InstanceOf: AuditEntry
Title: "A read that was refused"
Usage: #example
* insert AuditKind(read, R)
* insert AuditAgents(http://dicom.nema.org/resources/ontology/DCM#110152, http://dicom.nema.org/resources/ontology/DCM#110153, http://terminology.hl7.org/CodeSystem/v3-ParticipationType#IRCP)
* insert AuditData(Observation/example-pain/_history/1)
* insert AuditPatient
* outcome = #4
* outcomeDesc = "HTTP 404"
