RuleSet: Operation(id, code, name)
* id = "{id}"
* url = "https://painbridge.example/fhir/OperationDefinition/{id}"
* version = "0.1.0"
* name = "{name}"
* status = #draft
* kind = #operation
* code = #{code}
* system = false

RuleSet: Parameter(name, use, min, max, type, documentation)
* parameter[+].name = #{name}
* parameter[=].use = #{use}
* parameter[=].min = {min}
* parameter[=].max = "{max}"
* parameter[=].type = #{type}
* parameter[=].documentation = "{documentation}"

RuleSet: Parts(name, min, max, documentation)
* parameter[+].name = #{name}
* parameter[=].use = #out
* parameter[=].min = {min}
* parameter[=].max = "{max}"
* parameter[=].documentation = "{documentation}"

RuleSet: Part(name, min, max, type, documentation)
* parameter[=].part[+].name = #{name}
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = {min}
* parameter[=].part[=].max = "{max}"
* parameter[=].part[=].type = #{type}
* parameter[=].part[=].documentation = "{documentation}"

RuleSet: Serves(type, profile)
* rest.resource[+].type = #{type}
* rest.resource[=].supportedProfile = "https://painbridge.example/fhir/StructureDefinition/{profile}"
* rest.resource[=].interaction[0].code = #read
* rest.resource[=].interaction[1].code = #vread
* rest.resource[=].interaction[2].code = #create
* rest.resource[=].interaction[3].code = #update
* rest.resource[=].interaction[4].code = #delete
* rest.resource[=].interaction[5].code = #history-instance
* rest.resource[=].interaction[6].code = #search-type
* rest.resource[=].versioning = #versioned-update

RuleSet: Search(name, type)
* rest.resource[=].searchParam[+].name = "{name}"
* rest.resource[=].searchParam[=].type = #{type}

RuleSet: Offers(code, id)
* rest.resource[=].operation[+].name = "{code}"
* rest.resource[=].operation[=].definition = "https://painbridge.example/fhir/OperationDefinition/{id}"

RuleSet: NamedPatient(element)
* {element}.type = "Patient"
* {element}.identifier.system = $hcn
* {element}.identifier.value = "9999999015"

RuleSet: NamedPhysician(element)
* {element}.type = "Practitioner"
* {element}.identifier.system = $physician
* {element}.identifier.value = "900002"

RuleSet: SearchParameter(id, code, name, type, kind)
* id = "{id}"
* url = "https://painbridge.example/fhir/SearchParameter/{id}"
* version = "0.1.0"
* name = "{name}"
* status = #draft
* code = #{code}
* base = #{type}
* type = #{kind}

RuleSet: AuditKind(kind, action)
* type = http://terminology.hl7.org/CodeSystem/audit-event-type#rest "Restful Operation"
* subtype = http://hl7.org/fhir/restful-interaction#{kind}
* action = #{action}
* recorded = "2026-11-02T14:00:00.120Z"
* outcome = #0
* outcomeDesc = "HTTP 200"
* source.observer.identifier.value = "https://painbridge.example/fhir"

RuleSet: AuditAgents(client, server, person)
* agent[0].type = {client}
* agent[0].who.identifier.value = "emr"
* agent[0].requestor = false
* agent[0].network.address = "192.0.2.17"
* agent[0].network.type = #2
* agent[1].type = {server}
* agent[1].who.identifier.value = "https://painbridge.example/fhir"
* agent[1].requestor = false
* agent[1].network.address = "https://painbridge.example/fhir"
* agent[1].network.type = #5
* agent[2].type = {person}
* agent[2].who = Reference(example-family-physician)
* agent[2].requestor = true

RuleSet: AuditData(reference)
* entity[0].type = http://terminology.hl7.org/CodeSystem/audit-entity-type#2 "System Object"
* entity[0].role = http://terminology.hl7.org/CodeSystem/object-role#4 "Domain Resource"
* entity[0].what.reference = "{reference}"

RuleSet: AuditPatient
* entity[1].type = http://terminology.hl7.org/CodeSystem/audit-entity-type#1 "Person"
* entity[1].role = http://terminology.hl7.org/CodeSystem/object-role#1 "Patient"
* entity[1].what = Reference(example-patient)

RuleSet: Message(code, name, category, focus)
* id = "{code}"
* url = "https://painbridge.example/fhir/MessageDefinition/{code}"
* version = "0.1.0"
* name = "{name}"
* status = #draft
* experimental = false
* date = "2026-11-28"
* eventCoding = https://ehealthontario.ca/fhir/CodeSystem/message-event-code#{code}
* category = #{category}
* focus.code = #{focus}
* focus.min = 1
* focus.max = "1"
* responseRequired = #always
