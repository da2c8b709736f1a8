Instance: example-audit-update
InstanceOf: AuditEntry
Title: "A family physician has corrected an observation"
Usage: #example
* insert AuditKind(update, U)
* insert AuditAgents(http://dicom.nema.org/resources/ontology/DCM#110153, http://dicom.nema.org/resources/ontology/DCM#110152, http://terminology.hl7.org/CodeSystem/v3-ParticipationType#AUT)
* insert AuditData(Observation/example-pain/_history/1)
* insert AuditPatient
