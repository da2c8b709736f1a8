Instance: example-pharmacy
InstanceOf: PainOrganization
Title: "A pharmacy"
Usage: #example
* identifier.system = $upi
* identifier.value = "9000012"
* type = $organization-type#prov
* name = "Placeholder Pharmacy (fictitious)"
