Instance: MessageRevokeServiceRequest
InstanceOf: MessageDefinition
Title: "A referral is called off"
Usage: #definition
* insert Message(revoke-service-request, RevokeServiceRequest, consequence, ServiceRequest)
* title = "A referral is called off"
* description = "The referral is revoked, its open Tasks are cancelled."
