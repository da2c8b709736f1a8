Instance: example-audit-query
InstanceOf: AuditEntry
Title: "A family physician has searched for observations"
Usage: #example
* insert AuditKind(search-type, E)
* insert AuditAgents(http://dicom.nema.org/resources/ontology/DCM#110153, http://dicom.nema.org/resources/ontology/DCM#110152, http://terminology.hl7.org/CodeSystem/v3-ParticipationType#IRCP)
* entity[0].type = http://terminology.hl7.org/CodeSystem/audit-entity-type#2 "System Object"
* entity[0].role = http://terminology.hl7.org/CodeSystem/object-role#24 "Query"
* entity[0].query = "R0VUIE9ic2VydmF0aW9uP3BhdGllbnQ9ZXhhbXBsZS1wYXRpZW50"
* insert AuditPatient
