Instance: OperationImagingAppropriateness
InstanceOf: OperationDefinition
Title: "Is this image appropriate?"
Usage: #definition
* insert Operation(imaging-appropriateness, imaging-appropriateness, ImagingAppropriateness)
* title = "Imaging appropriateness"
* description = "Judges an imaging order by the guideline rules, and keeps and signs the decision in mode live. The order itself is not changed. Where decisive facts, such as red flags, are unknown it does not rate but asks for them."
* affectsState = true
* resource = #ServiceRequest
* type = true
* instance = true
* insert Parameter(order, in, 0, 1, ServiceRequest, [[The order as it stands; it may be a draft. Required at the type level, and left out at the instance level. Profile: imaging-order.]])
* insert Parameter(patient, in, 0, 1, Patient, [[The person the order is for, where this server does not hold the record.]])
* insert Parameter(data, in, 0, 1, Bundle, [[What is known of the person: conditions, observations, procedures. Type collection.]])
* insert Parameter(answers, in, 0, *, QuestionnaireResponse, [[Answers to questions of an earlier call.]])
* insert Parameter(evaluatedAt, in, 0, 1, dateTime, [[Judge as of this moment, with its offset; default now.]])
* insert Parameter(guideline, in, 0, *, string, [[Guideline packs to judge by, by canonical with or without version or by version alone; the first makes the decision, the others are shown beside it. Default: the pack in force.]])
* insert Parameter(mode, in, 0, 1, code, [[live: the decision is stored and signed. shadow: only its facts are kept, without the person. simulate: nothing is kept. Default is the server's setting.]])
* insert Parameter(explain, in, 0, 1, code, [[none: the rating alone. summary: with rationale and sources. full: with the whole trace. Default full.]])
* insert Parameter(language, in, 0, 1, code, [[Language of the texts: en or fr; default en.]])
* insert Parameter(maxAlternatives, in, 0, 1, integer, [[Most alternatives to list; default and limit are the server's setting.]])
* insert Parameter(decision, out, 1, *, GuidanceResponse, [[The decision, with rule, source, moves of overlays and whether the public plan pays; after it those by the other guidelines that were asked for. Profile: imaging-guidance-response.]])
* insert Parameter(order, out, 0, 1, ServiceRequest, [[The same order with the extension imaging-appropriateness, those of PAMA and QI-Core's score; only when it was rated.]])
* insert Parameter(alternatives, out, 0, 1, RequestGroup, [[What fits better, best first, each with moves of overlays and whether the public plan pays; at most one is to be chosen.]])
* insert Parameter(questions, out, 0, 1, Questionnaire, [[The decisive facts that are missing; linkId is the fact's id.]])
* insert Parameter(issues, out, 0, *, DetectedIssue, [[Questions of safety about the ordered study, such as devices, pregnancy, contrast and repeats; appropriateness is never one.]])
* insert Parameter(provenance, out, 0, 1, Provenance, [[Every resource that the decision was made from, with its version; only in mode live.]])
* insert Parameter(token, out, 0, 1, string, [[The decision as a compact JWS, ES384, for the imaging site; only in mode live.]])
* insert Parameter(outcome, out, 1, 1, OperationOutcome, [[The decision in words; an issue of severity error for each element of the order that cannot be read.]])
