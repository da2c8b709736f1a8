Instance: OperationSuggestIndications
InstanceOf: OperationDefinition
Title: "Which coded reason is meant?"
Usage: #definition
* insert Operation(suggest-indications, suggest-indications, SuggestIndications)
* title = "Suggest indications"
* description = "From free text, English or French, to ranked coded reasons of an imaging order, and to ranked procedures. Nothing is ever accepted by itself: a person confirms, and the text is kept."
* affectsState = false
* resource = #ServiceRequest
* type = true
* instance = false
* insert Parameter(text, in, 1, 1, string, [[Why the image is wanted, in the words of whoever orders.]])
* insert Parameter(procedure, in, 0, 1, string, [[What is wanted, in words, where the order has no code for it.]])
* insert Parameter(language, in, 0, 1, code, [[Language of the titles: en or fr; default en. The text may be in either.]])
* insert Parameter(count, in, 0, 1, integer, [[Most suggestions of each kind; default 5, at most 20.]])
* insert Parts(suggestion, 0, *, [[Reasons that may be meant, best first.]])
* insert Part(kind, 1, 1, code, [[indication: may be the reason of an order. finding: a fact of the chart.]])
* insert Part(valueSet, 1, 1, canonical, [[The value set of this reason.]])
* insert Part(title, 1, 1, string, [[Its name.]])
* insert Part(code, 1, 1, CodeableConcept, [[Codes to choose from, the most usual first.]])
* insert Part(score, 1, 1, decimal, [[Above 0, up to 1; for ranking only.]])
* insert Part(matched, 1, 1, string, [[The words of the text that it was found by; repeated.]])
* insert Parts(candidate, 0, *, [[Procedures that may be meant, best first.]])
* insert Part(procedure, 1, 1, CodeableConcept, [[The procedure.]])
* insert Part(score, 1, 1, decimal, [[Above 0, up to 1; for ranking only.]])
