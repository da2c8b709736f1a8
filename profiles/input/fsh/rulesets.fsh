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
