Extension: TargetMme
Id: target-mme
Title: "Target daily morphine equivalents"
Description: "Daily oral morphine equivalents that a taper step aims at. The factor table that it is computed with is named by the plan or the calculation, not here."
Context: MedicationRequest
* obeys pb-target-mme
* value[x] only Quantity
* value[x] 1..1
* valueQuantity.value 1..1
* valueQuantity.system 1..1
* valueQuantity.system = $ucum
* valueQuantity.code 1..1
* valueQuantity.code = #mg/d
