package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;

/**
 * What a {@code $validate} asks for: the resource as the body, the rest in the URL; or all of it in a Parameters body.
 *
 * @param resource null where none was sent
 * @param mode null for the content alone
 * @param profile a canonical; null for none beside those that the resource declares
 */
record ValidateRequest(
        @Nullable Resource resource,
        @Nullable Mode mode,
        @Nullable String profile) {
    private static final String RESOURCE = "resource";
    private static final List<String> NAMES = List.of(RESOURCE, "mode", "profile");

    /** FHIR R4, resource-validation-mode. */
    enum Mode {
        CREATE,
        UPDATE,
        DELETE,
        PROFILE;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws RequestProblem where that cannot be told, or the resource is of another type */
    static ValidateRequest of(Class<? extends Resource> kind, @Nullable IBaseResource body, RequestDetails request) {
        Resource resource = (Resource) body;
        Parameters rest = null;
        if (body instanceof Parameters parameters) {
            rest = parameters.copy();
            resource = takeResource(rest);
        }
        OperationParameters sent = OperationParameters.of("$validate", NAMES, request, rest);
        if (resource != null && !kind.isInstance(resource)) {
            throw new RequestProblem(
                    ErrorCode.WRONG_RESOURCE_TYPE,
                    body instanceof Parameters ? place(RESOURCE) : "resourceType",
                    "The resource is a " + resource.fhirType() + ", the URL is for " + kind.getSimpleName()
                            + ": send it to /" + resource.fhirType() + "/$validate, or correct resourceType");
        }
        return new ValidateRequest(
                resource,
                sent.one("mode").map(ValidateRequest::mode).orElse(null),
                sent.one("profile").orElse(null));
    }

    /** @throws RequestProblem if none was sent */
    Resource requireResource() {
        if (resource == null) {
            throw new RequestProblem(
                    ErrorCode.WRONG_RESOURCE_TYPE,
                    place(RESOURCE),
                    "There is no resource to check: send it as the body, or as the parameter resource");
        }
        return resource;
    }

    private static @Nullable Resource takeResource(Parameters parameters) {
        List<ParametersParameterComponent> found = parameters.getParameter().stream()
                .filter(parameter -> RESOURCE.equals(parameter.getName()))
                .toList();
        if (found.size() > 1) {
            throw OperationParameters.problem(RESOURCE, "Send the parameter resource once");
        }
        if (found.isEmpty()) {
            return null;
        }
        parameters.getParameter().removeAll(found);
        if (!found.getFirst().hasResource()) {
            throw OperationParameters.problem(RESOURCE, "The parameter resource holds a resource, not a value");
        }
        return found.getFirst().getResource();
    }

    private static Mode mode(String code) {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.code().equals(code))
                .findFirst()
                .orElseThrow(() ->
                        OperationParameters.problem("mode", "mode is create, update, delete or profile, not " + code));
    }

    private static String place(String name) {
        return "Parameters.parameter.where(name='" + name + "')";
    }
}
