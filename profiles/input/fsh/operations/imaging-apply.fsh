Instance: OperationImagingApply
InstanceOf: OperationDefinition
Title: "Apply the imaging guideline"
Usage: #definition
* insert Operation(imaging-apply, apply, ImagingApply)
* title = "Apply the imaging guideline"
* description = "The decisions of $imaging-appropriateness for clients that apply plans, in the shape of Belgium's PSS. Nothing is kept."
* affectsState = false
* resource = #PlanDefinition
* type = false
* instance = true
* insert Parameter(subject, in, 1, 1, string, [[The patient: Patient/id; a Reference is taken too.]])
* insert Parameter(data, in, 1, 1, Bundle, [[The draft orders to judge, and what is known: Patient, Condition, Observation, QuestionnaireResponse.]])
* insert Parameter(language, in, 0, 1, code, [[Language of the texts: en or fr; default en.]])
* insert Parameter(return, out, 1, 1, Bundle, [[For each draft order its GuidanceResponse, the order with its rating, the RequestGroup of alternatives, the Questionnaire of what is missing, and an OperationOutcome.]])
