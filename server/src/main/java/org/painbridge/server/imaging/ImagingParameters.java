package org.painbridge.server.imaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.RequestProblem;

/** The in-parameters of an operation; nothing that was sent is passed over in silence. */
final class ImagingParameters {
    private final Parameters parameters;

    /** @throws RequestProblem where there is one that has no such name */
    ImagingParameters(Parameters parameters, Set<String> names) {
        this.parameters = parameters;
        for (ParametersParameterComponent parameter : parameters.getParameter()) {
            if (!names.contains(String.valueOf(parameter.getName()))) {
                throw problem(
                        parameter.getName(),
                        "There is no such parameter; there are " + String.join(", ", new TreeSet<>(names)));
            }
        }
    }

    <T extends Base> T required(String name, Class<T> kind) {
        return optional(name, kind)
                .orElseThrow(() -> problem(name, "Send the parameter " + name + ", a " + kind.getSimpleName()));
    }

    <T extends Base> Optional<T> optional(String name, Class<T> kind) {
        List<T> all = all(name, kind);
        if (all.size() > 1) {
            throw problem(name, "Send this parameter once");
        }
        return all.stream().findFirst();
    }

    <T extends Base> List<T> all(String name, Class<T> kind) {
        List<T> values = new ArrayList<>();
        for (ParametersParameterComponent parameter : parameters.getParameter()) {
            if (name.equals(parameter.getName())) {
                Base value = parameter.hasResource() ? parameter.getResource() : parameter.getValue();
                if (!kind.isInstance(value)) {
                    throw problem(name, "This parameter is a " + kind.getSimpleName());
                }
                values.add(kind.cast(value));
            }
        }
        return values;
    }

    /** The text of a primitive, whichever of the kinds that are written alike it is. */
    Optional<String> text(String name) {
        return optional(name, PrimitiveType.class).map(value -> String.valueOf(value.getValueAsString()));
    }

    static RequestProblem problem(String name, String message) {
        return new RequestProblem(
                ErrorCode.INVALID_PARAMETER, "Parameters.parameter.where(name='" + name + "')", message);
    }
}
