Instance: example-pain-clinic
InstanceOf: PainOrganization
Title: "A pain clinic"
Usage: #example
* identifier.system = $upi
* identifier.value = "9000011"
* type = $organization-type#prov
* name = "Example Harbour Pain Clinic (fictitious)"
