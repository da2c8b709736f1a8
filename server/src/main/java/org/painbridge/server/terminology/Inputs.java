package org.painbridge.server.terminology;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.store.ClosestName;
import org.painbridge.server.store.SearchQuery;

/** The parameters of one call of an operation, from the URL and from a Parameters resource. */
final class Inputs {
    private final Parameters sent = new Parameters();

    /**
     * @param taken the names that the operation knows
     * @param repeated those of them that may come several times
     * @throws RequestProblem naming the parameter that is unknown, or comes too often
     */
    Inputs(RequestDetails request, @Nullable IBaseResource body, Set<String> taken, Set<String> repeated) {
        request.getParameters().forEach((name, values) -> {
            if (!SearchQuery.PRESENTATION.contains(name)) {
                Arrays.stream(values).forEach(value -> sent.addParameter(name, new StringType(value)));
            }
        });
        if (body != null) {
            CapabilityOperations.parameters(body).getParameter().forEach(sent::addParameter);
        }
        List<String> seen = new ArrayList<>();
        sent.getParameter().forEach(parameter -> {
            String name = String.valueOf(parameter.getName());
            requireKnown(name, taken);
            if (seen.contains(name) && !repeated.contains(name)) {
                throw problem(name, "Send the parameter " + name + " once");
            }
            seen.add(name);
        });
    }

    private static void requireKnown(String name, Set<String> taken) {
        if (!taken.contains(name)) {
            List<String> names = taken.stream().sorted().toList();
            throw problem(
                    name,
                    "The operation has no parameter " + name + " on this server." + ClosestName.didYouMean(name, names)
                            + " There are " + String.join(", ", names));
        }
    }

    static RequestProblem problem(String name, String message) {
        return new RequestProblem(ErrorCode.INVALID_PARAMETER, place(name), message);
    }

    static String place(String name) {
        return "Parameters.parameter.where(name='" + name + "')";
    }

    boolean has(String name) {
        return sent.hasParameter(name);
    }

    /** A uri, a code, a string: whatever is one value. */
    @Nullable
    String text(String name) {
        return texts(name).stream().findFirst().orElse(null);
    }

    List<String> texts(String name) {
        return parameters(name)
                .map(parameter -> text(name, parameter.getValue()))
                .toList();
    }

    private Stream<ParametersParameterComponent> parameters(String name) {
        return sent.getParameter().stream()
                .filter(parameter -> parameter.getName().equals(name));
    }

    private static String text(String name, @Nullable Type value) {
        if (value == null
                || !value.isPrimitive()
                || value.primitiveValue() == null
                || value.primitiveValue().isBlank()) {
            throw problem(name, name + " is one value, such as a uri, a code or a number");
        }
        return value.primitiveValue();
    }

    String require(String name, String why) {
        String text = text(name);
        if (text == null) {
            throw problem(name, "The parameter " + name + " is missing: " + why);
        }
        return text;
    }

    boolean flag(String name) {
        String text = text(name);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            throw problem(name, name + " is true or false, not " + text);
        }
        return "true".equals(text);
    }

    /** Null where it was not sent. */
    @Nullable
    Integer number(String name) {
        String text = text(name);
        if (text != null && !text.matches("[0-9]{1,9}")) {
            throw problem(name, name + " is a whole number from 0, not " + text);
        }
        return text == null ? null : Integer.valueOf(text);
    }

    Optional<Coding> coding(String name) {
        return complex(name, Coding.class, "valueCoding");
    }

    Optional<CodeableConcept> concept(String name) {
        return complex(name, CodeableConcept.class, "valueCodeableConcept");
    }

    private <T extends Type> Optional<T> complex(String name, Class<T> type, String form) {
        return parameters(name).findFirst().map(parameter -> {
            Type value = parameter.getValue();
            if (!type.isInstance(value)) {
                throw problem(
                        name,
                        name + " is a " + type.getSimpleName() + ": POST it as " + form + " of a Parameters resource");
            }
            return type.cast(value);
        });
    }
}
