Profile: MonitoredMedication
Parent: Medication
Id: monitored-medication
Title: "Monitored medication"
Description: """A product known by its DIN, for senders whose dispense points to a Medication (as DHDR does) instead of carrying the code itself.
Restates CA Baseline's Medication (profile-medication 1.0.2); the two indicator extensions
(monitored drug, compound) are those of Ontario's DHDR."""
* obeys pb-indicator
* code 1..1 MS
* code obeys pb-din
* code.coding 1..* MS
* code.coding.system 1..1 MS
* code.coding.code 1..1 MS
* form MS
* ingredient MS
