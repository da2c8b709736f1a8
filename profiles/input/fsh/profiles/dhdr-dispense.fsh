Profile: DhdrDispense
Parent: MedicationDispense
Id: dhdr-dispense
Title: "Dispense in the shape of Ontario's DHDR"
Description: """A dispense as Ontario's Digital Health Drug Repository answers with it (ca-on-medications-profile-MedicationDispense, and its successor
profile-medicationDispense), for EMRs that read from both: the product is a Medication that is referred to, prescriber, pharmacist and
pharmacy are performers by reference, and whenPrepared is what is searched and sorted by. DHDR's own definitions are not shipped, so its
extensions (refills and quantity remaining, coverage) are kept and not judged. It goes with CA Baseline's MedicationDispense, as
monitored-dispense does; the rules read both."""
* obeys pb-dhdr-product
* identifier MS
* identifier.value MS
* identifier ^short = "Prescription number"
* status MS
* category MS
* category ^short = "device, drug, product or service (dispense-category of eHealth Ontario); absent means drug"
* medication[x] MS
* medication[x] only CodeableConcept or Reference(MonitoredMedication)
* medication[x] ^short = "A reference to the product"
* subject 1..1 MS
* subject.reference 1..1
* performer 1..* MS
* performer ^short = "Prescriber, pharmacist and pharmacy"
* performer.actor MS
* performer.actor.reference 1..1 MS
* quantity MS
* daysSupply MS
* whenPrepared 1..1 MS
* whenHandedOver MS
* dosageInstruction MS
* dosageInstruction.text MS
