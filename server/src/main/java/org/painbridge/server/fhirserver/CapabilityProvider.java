package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ServerCapabilityStatementProvider;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Enumerations.FHIRAllTypes;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.OperationDefinition.OperationKind;
import org.hl7.fhir.r4.model.OperationDefinition.OperationParameterUse;

/**
 * HAPI's CapabilityStatement; of operations the definitions that are published, before those that HAPI derives. That of
 * {@code $validate} is R4's, whose parameters HAPI cannot see.
 */
public final class CapabilityProvider extends ServerCapabilityStatementProvider {
    static final String VALIDATE = "http://hl7.org/fhir/OperationDefinition/Resource-validate";

    private final PublishedOperations operations;

    CapabilityProvider(RestfulServer server, PublishedOperations operations) {
        super(server);
        this.operations = operations;
    }

    @Override
    public IBaseResource readOperationDefinition(IIdType id, RequestDetails request) {
        if (id.getValue().equals(VALIDATE)) {
            return validate();
        }
        return operations
                .find(id.getIdPart())
                .<IBaseResource>map(definition -> served(id, definition))
                .orElseGet(() -> super.readOperationDefinition(id, request));
    }

    private static OperationDefinition served(IIdType id, OperationDefinition definition) {
        OperationDefinition copy = definition.copy();
        copy.setIdElement(new IdType("OperationDefinition", id.getIdPart()));
        return copy;
    }

    private static OperationDefinition validate() {
        OperationDefinition validate = new OperationDefinition()
                .setUrl(VALIDATE)
                .setCode("validate")
                .setKind(OperationKind.OPERATION)
                .setAffectsState(true) // By GET on a stored resource only.
                .setType(true)
                .setInstance(true);
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
