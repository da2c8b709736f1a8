Instance: example-practice
InstanceOf: PainOrganization
Title: "A family practice"
Usage: #example
* identifier.system = $upi
* identifier.value = "9000010"
* type = $organization-type#prov
* name = "Sample Street Family Practice (fictitious)"
