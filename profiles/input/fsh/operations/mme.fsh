Instance: OperationMme
InstanceOf: OperationDefinition
Title: "Daily morphine equivalents of a patient"
Usage: #definition
* insert Operation(mme, mme, Mme)
* title = "Morphine equivalents"
* description = "Computes daily oral morphine equivalents over the patient's monitored dispenses, day by day, with one named factor table. Supply that has no figure is listed with the reason and never counted as zero: a figure that lacks it carries the comparator >= or is absent."
* affectsState = false
* resource = #Patient
* type = false
* instance = true
* insert Parameter(asOf, in, 0, 1, date, [[Last day of the window; default today.]])
* insert Parameter(days, in, 0, 1, integer, [[Length of the window in days; default is the server's setting.]])
* insert Parameter(table, in, 0, 1, code, [[Factor table; default is the server's setting.]])
* parameter[=].binding.strength = #required
* parameter[=].binding.valueSet = "https://painbridge.example/fhir/ValueSet/mme-table"
* insert Parameter(curve, in, 0, 1, boolean, [[Whether to answer with a figure for each day; default no.]])
* insert Parameter(knownAt, in, 0, 1, instant, [[By what was known at that moment; default now.]])
* insert Parameter(table, out, 1, 1, code, [[The factor table used.]])
* insert Parameter(tableVersion, out, 1, 1, string, [[Its version.]])
* insert Parameter(tableSource, out, 1, 1, string, [[Where its factors come from.]])
* insert Parameter(productSource, out, 1, 1, string, [[Where the table of products comes from.]])
* insert Parameter(window, out, 1, 1, Period, [[First and last day.]])
* insert Parameter(complete, out, 1, 1, boolean, [[Whether all opioid supply known of is in the figures; false for callers from whom something may be withheld.]])
* insert Parameter(note, out, 0, 1, string, [[That what is withheld from the caller, if anything, is not in the figures; for callers whom consent directives bind or from whom labels hide something.]])
* insert Parameter(current, out, 0, 1, Quantity, [[On the last day, in mg/d.]])
* insert Parameter(mean, out, 0, 1, Quantity, [[Over all days of the window, in mg/d.]])
* insert Parameter(peak, out, 0, 1, Quantity, [[On the highest day, in mg/d.]])
* insert Parts(agonistTreatment, 0, 1, [[What is for opioid agonist treatment, by product or record: for information, in no other figure. Present whenever there is any.]])
* insert Part(dispenses, 1, 1, integer, [[How many dispenses.]])
* insert Part(current, 0, 1, Quantity, [[On the last day, in mg/d.]])
* insert Part(mean, 0, 1, Quantity, [[Over all days of the window, in mg/d.]])
* insert Part(peak, 0, 1, Quantity, [[On the highest day, in mg/d.]])
* insert Parts(byIndication, 0, 1, [[What of the figures may be for pain or for agonist treatment, as neither product nor record tells. Present whenever there is any.]])
* insert Part(dispenses, 1, 1, integer, [[How many dispenses.]])
* insert Part(current, 0, 1, Quantity, [[On the last day, in mg/d.]])
* insert Part(mean, 0, 1, Quantity, [[Over all days of the window, in mg/d.]])
* insert Part(peak, 0, 1, Quantity, [[On the highest day, in mg/d.]])
* insert Parts(contribution, 0, *, [[What each dispense adds.]])
* insert Part(dispense, 1, 1, Reference, [[The dispense.]])
* insert Part(mme, 0, 1, Quantity, [[Its morphine equivalents, in mg/d; absent when it has no figure.]])
* insert Part(notComputable, 0, 1, code, [[Why it has no figure: product-unknown, quantity-unknown, days-supply-unknown, unit-unknown, no-factor, day-unknown, hand-over-unknown or linked-record.]])
* insert Part(reason, 0, 1, string, [[The same in words.]])
* insert Part(use, 0, 1, code, [[agonist-treatment, by product or record; by-indication where it may be that or for pain.]])
* insert Part(inTotal, 1, 1, boolean, [[Whether it counts: supply for agonist treatment does not.]])
* insert Parts(day, 0, *, [[The daily curve if asked for, one entry for each day of the window.]])
* insert Part(date, 1, 1, date, [[The day.]])
* insert Part(mme, 0, 1, Quantity, [[The day's figure, in mg/d.]])
