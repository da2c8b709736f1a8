package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ServerCapabilityStatementProvider;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Enumerations.FHIRAllTypes;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.OperationDefinition.OperationKind;
import org.hl7.fhir.r4.model.OperationDefinition.OperationParameterUse;

/** HAPI's, which describes its operations for OpenAPI; {@code $validate}, a method of its own there, is added. */
final class StatementProvider extends ServerCapabilityStatementProvider {
    static final String VALIDATE = "http://hl7.org/fhir/OperationDefinition/Resource-validate";

    StatementProvider(RestfulServer server) {
        super(server);
    }

    @Override
    public IBaseResource readOperationDefinition(IIdType id, RequestDetails request) {
        return id.getValue().equals(VALIDATE) ? validate() : super.readOperationDefinition(id, request);
    }

    private static OperationDefinition validate() {
        OperationDefinition validate = new OperationDefinition()
                .setUrl(VALIDATE)
                .setCode("validate")
                .setKind(OperationKind.OPERATION)
                .setAffectsState(true) // Sent by POST only.
                .setType(true);
        parameter(validate, "resource", FHIRAllTypes.RESOURCE);
        parameter(validate, "mode", FHIRAllTypes.CODE);
        parameter(validate, "profile", FHIRAllTypes.URI);
        return validate;
    }

    private static void parameter(OperationDefinition validate, String name, FHIRAllTypes type) {
        validate.addParameter()
                .setName(name)
                .setType(type.toCode())
                .setUse(OperationParameterUse.IN)
                .setMin(0)
                .setMax("1");
    }
}
