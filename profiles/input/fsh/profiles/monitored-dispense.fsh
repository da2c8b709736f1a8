Profile: MonitoredDispense
Parent: MedicationDispense
Id: monitored-dispense
Title: "Monitored dispense"
Description: """A monitored drug that a pharmacy handed over: the record of Ontario's Narcotics Monitoring System as a FHIR resource. Restates CA
Baseline's MedicationDispense (profile-medicationdispense 1.1.2). Required is what the dispensing rules and morphine equivalents
are computed from: product (DIN), patient, pharmacy, prescriber, quantity, days' supply and the day it was handed over.
The prescriber is `authorizingPrescription.requester`: the prescription is contained or stored and follows monitored-prescription."""
* obeys pb-dispense-pharmacy and pb-dispense-product
* identifier MS
* identifier ^short = "Prescription number"
* identifier.system 1..1
* identifier.value 1..1
* status MS
* medication[x] MS
* medication[x] only CodeableConcept or Reference(MonitoredMedication)
* medicationCodeableConcept from https://painbridge.example/fhir/ValueSet/monitored-medication (example)
* medicationCodeableConcept obeys pb-din
* medicationCodeableConcept ^short = "The product, one coding being the DIN"
* subject 1..1 MS
* subject only Reference(PainPatient)
* subject obeys pb-identified
* performer 1..* MS
* performer ^short = "The pharmacy (Organization), and the pharmacist where known"
* performer.actor MS
* performer.actor obeys pb-identified
* authorizingPrescription 1..1 MS
* authorizingPrescription only Reference(MonitoredPrescription)
* authorizingPrescription.reference 1..1
* authorizingPrescription ^short = "The prescription, contained or stored; its requester is the prescriber"
* quantity 1..1 MS
* quantity obeys pb-quantity-positive
* quantity.value 1..1
* quantity.unit MS
* daysSupply 1..1 MS
* daysSupply obeys pb-quantity-positive and pb-days
* daysSupply.value 1..1
* whenPrepared MS
* whenHandedOver 1..1 MS
* receiver MS
* receiver ^short = "Who picked it up"
* dosageInstruction MS
* dosageInstruction.text MS
