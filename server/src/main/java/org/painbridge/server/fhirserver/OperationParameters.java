package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.ClosestName;
import org.painbridge.server.store.SearchQuery;

/** What a caller sent to an operation, in the URL and in a Parameters body; a name that the operation lacks is refused. */
public final class OperationParameters {
    private final String operation;
    private final List<String> known;
    private final Map<String, List<String>> texts = new LinkedHashMap<>();
    private final Map<String, String> kinds = new HashMap<>();
    private final Map<String, Type> values = new LinkedHashMap<>();

    private OperationParameters(String operation, List<String> known) {
        this.operation = operation;
        this.known = known;
    }

    /**
     * @param operation its name, for messages
     * @param known the names of its parameters
     * @param body what HAPI made of the body; null for none
     */
    public static OperationParameters of(
            String operation, List<String> known, RequestDetails request, @Nullable IBaseResource body) {
        OperationParameters sent = new OperationParameters(operation, known);
        request.getParameters().forEach((name, all) -> {
            for (String value : all) {
                if (!SearchQuery.PRESENTATION.contains(name)) {
                    sent.add(name, value);
                }
            }
        });
        if (body != null) {
            CapabilityOperations.parameters(body).getParameter().forEach(sent::add);
        }
        return sent;
    }

    /** All values of a parameter as text, in the order they were sent. */
    public List<String> all(String name) {
        return texts.getOrDefault(name, List.of());
    }

    /** @throws RequestProblem if it was sent more than once */
    public Optional<String> one(String name) {
        List<String> all = all(name);
        if (all.size() > 1) {
            throw problem(name, "Send the parameter " + name + " once");
        }
        return all.stream().findFirst();
    }

    /** @throws RequestProblem if it was sent more than once, or in a body as anything but a code */
    public Optional<String> code(String name) {
        if (!kinds.getOrDefault(name, "code").equals("code")) {
            throw problem(name, name + " is a code: send it as valueCode");
        }
        return one(name);
    }

    /** The values of a parameter that may hold several, parted by commas, and be sent again. */
    public List<String> list(String name) {
        return all(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    /** @throws RequestProblem if it is no instant */
    public Optional<Instant> instant(String name) {
        return one(name).map(text -> {
            try {
                // The plus of an offset, sent as it is, arrives as a blank.
                return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            } catch (DateTimeException e) {
                throw problem(name, name + " is an instant such as 2026-03-01T09:00:00-05:00, not " + text);
            }
        });
    }

    /** @throws RequestProblem if it is no whole number above 0 */
    public Optional<Integer> positive(String name) {
        return one(name).map(text -> {
            if (!text.matches("0*[1-9][0-9]{0,8}")) {
                throw problem(name, name + " is a whole number above 0, not " + text);
            }
            return Integer.valueOf(text);
        });
    }

    /** The value of a parameter of the body that is no primitive. */
    public Optional<Type> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A refusal of one parameter. */
    public static RequestProblem problem(String name, String message) {
        return new RequestProblem(
                ErrorCode.INVALID_PARAMETER, "Parameters.parameter.where(name='" + name + "')", message);
    }

    private void add(ParametersParameterComponent parameter) {
        String name = String.valueOf(parameter.getName());
        Type value = parameter.getValue();
        if (value instanceof PrimitiveType<?> primitive) {
            add(name, String.valueOf(primitive.getValueAsString()));
            kinds.put(name, primitive.fhirType());
        } else {
            require(name);
            if (value == null || values.put(name, value) != null) {
                throw problem(name, "The parameter " + name + " has one value, of the type that the operation says");
            }
        }
    }

    private void add(String name, String value) {
        require(name);
        texts.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    private void require(String name) {
        if (known.isEmpty()) {
            throw problem(name, operation + " has no parameters here: leave out " + name);
        }
        if (!known.contains(name)) {
            throw problem(
                    name,
                    operation + " has no parameter " + name + "." + ClosestName.didYouMean(name, known) + " There are "
                            + String.join(", ", known));
        }
    }
}
