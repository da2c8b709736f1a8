Instance: OperationImagingAppropriateness
InstanceOf: OperationDefinition
Title: "Is this image appropriate?"
Usage: #definition
* insert Operation(imaging-appropriateness, imaging-appropriateness, ImagingAppropriateness)
* title = "Imaging appropriateness"
* description = "Judges an imaging order by the guideline rules. Stores nothing and does not change the order. Where decisive facts, such as red flags, are unknown it does not rate but asks for them."
* affectsState = false
* resource = #ServiceRequest
* type = true
* instance = false
* insert Parameter(order, in, 1, 1, ServiceRequest, [[The order as it stands; it may be a draft. Profile: imaging-order.]])
* insert Parameter(patient, in, 0, 1, Patient, [[The person the order is for, where this server does not hold the record.]])
* insert Parameter(data, in, 0, 1, Bundle, [[What is known of the person: conditions, observations, procedures. Type collection.]])
* insert Parameter(answers, in, 0, *, QuestionnaireResponse, [[Answers to questions of an earlier call.]])
* insert Parameter(evaluatedAt, in, 0, 1, dateTime, [[Judge as of this moment, with its offset; default now.]])
* insert Parameter(language, in, 0, 1, code, [[Language of the texts: en or fr; default en.]])
* insert Parameter(maxAlternatives, in, 0, 1, integer, [[Most alternatives to list; default and limit are the server's setting.]])
* insert Parameter(decision, out, 1, 1, GuidanceResponse, [[The decision, with rule and source. Profile: imaging-guidance-response.]])
* insert Parameter(order, out, 0, 1, ServiceRequest, [[The same order with the extension imaging-appropriateness; only when it was rated.]])
* insert Parameter(alternatives, out, 0, 1, RequestGroup, [[What fits better, best first; at most one is to be chosen.]])
* insert Parameter(questions, out, 0, 1, Questionnaire, [[The decisive facts that are missing; linkId is the fact's id.]])
* insert Parameter(outcome, out, 1, 1, OperationOutcome, [[The decision in words; an issue of severity error for each element of the order that cannot be read.]])
