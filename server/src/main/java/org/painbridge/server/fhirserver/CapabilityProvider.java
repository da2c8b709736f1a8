package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ServerCapabilityStatementProvider;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationDefinition;

/** HAPI's CapabilityStatement; of operations the definitions that are published, before those that HAPI derives. */
public final class CapabilityProvider extends ServerCapabilityStatementProvider {
    private final PublishedOperations operations;

    CapabilityProvider(RestfulServer server, PublishedOperations operations) {
        super(server);
        this.operations = operations;
    }

    @Override
    public IBaseResource readOperationDefinition(IIdType id, RequestDetails request) {
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
}
