package org.painbridge.server.fhirserver;

import java.util.Optional;
import org.hl7.fhir.r4.model.OperationDefinition;

/** The OperationDefinitions that are served. */
public interface PublishedOperations {
    Optional<OperationDefinition> find(String id);
}
