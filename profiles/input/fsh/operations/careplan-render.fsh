Instance: OperationCarePlanRender
InstanceOf: OperationDefinition
Title: "A care plan on paper or as a document"
Usage: #definition
* insert Operation(careplan-render, render, CarePlanRender)
* title = "A care plan on paper or as a document"
* description = "The plan as it is now, to read and to file: a document Bundle whose sections say in words what its resources hold, or the same on pages of PDF."
* affectsState = false
* resource = #CarePlan
* type = false
* instance = true
* insert Parameter(format, in, 0, 1, code, [[document (the default) or pdf.]])
* insert Parameter(language, in, 0, 1, code, [[en or fr; default what the patient's record prefers, else en.]])
* insert Parameter(return, out, 1, 1, Resource, [[document: a Bundle of type document, its Composition by the profile pain-plan-document. pdf: a Binary application/pdf.]])
