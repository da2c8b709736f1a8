Instance: example-audit-delete
InstanceOf: AuditEntry
Title: "A family physician has deleted an observation"
Usage: #example
* insert AuditKind(delete, D)
* insert AuditAgents(http://dicom.nema.org/resources/ontology/DCM#110150, http://terminology.hl7.org/CodeSystem/provenance-participant-type#custodian, http://terminology.hl7.org/CodeSystem/v3-ParticipationType#AUT)
* insert AuditData(Observation/example-pain/_history/1)
* insert AuditPatient
