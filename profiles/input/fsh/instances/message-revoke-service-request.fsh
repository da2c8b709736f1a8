Instance: MessageRevokeServiceRequest
InstanceOf: MessageDefinition
Title: "A referral is called off"
Usage: #definition
* insert Message(revoke-service-request, RevokeServiceRequest, consequence, ServiceRequest)
* focus.min = 0
* focus[+].code = #CarePlan
* focus[=].min = 0
* focus[=].max = "1"
* title = "A referral is called off"
* description = "The referral is revoked, its open Tasks are cancelled. With a CarePlan as its focus, a pushed plan is withdrawn, as by $withdraw."
