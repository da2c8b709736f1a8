package org.painbridge.server.fhirserver;

import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;

/** Marks the FHIR operations of a capability: every bean of this kind is registered with the RestfulServer. */
public interface CapabilityOperations {

    /** Adds to the CapabilityStatement what HAPI cannot see of them. */
    default void describe(CapabilityStatementRestComponent rest) {}

    /** Adds what is beside REST. */
    default void describe(CapabilityStatement statement) {}

    /** Says of an operation that it is answered later (FHIR R4, async.html); of all others the preference is ignored. */
    static void answeredLater(CapabilityStatementRestComponent rest, String operation) {
        document(rest, operation, "Answered later only: send Prefer: respond-async");
    }

    /** Says of an operation that it is answered later, too. */
    static void answeredLaterOnWish(CapabilityStatementRestComponent rest, String operation) {
        document(rest, operation, "Answered at once, or later with Prefer: respond-async");
    }

    private static void document(CapabilityStatementRestComponent rest, String operation, String text) {
        Stream.concat(
                        rest.getOperation().stream(),
                        rest.getResource().stream().flatMap(resource -> resource.getOperation().stream()))
                .filter(described -> described.getName().equals(operation))
                .forEach(described -> described.setDocumentation(text));
    }

    /**
     * The body of an operation that takes parameters. HAPI hands over whatever was sent, null for nothing.
     *
     * @throws RequestProblem if that is no Parameters resource
     */
    static Parameters parameters(@Nullable IBaseResource body) {
        if (body instanceof Parameters parameters) {
            return parameters;
        }
        throw new RequestProblem(
                ErrorCode.WRONG_RESOURCE_TYPE,
                "resourceType",
                (body == null ? "There is no body" : "The body is of type " + body.fhirType())
                        + ": POST a Parameters resource");
    }
}
