package org.painbridge.careplan.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.painbridge.careplan.PushProblem;
import org.painbridge.careplan.PushReason;

/** The parameters of the operation by name, type and number; collects what does not fit. */
final class PushParameters {
    private static final Set<String> NAMES = Set.of("bundle", "pushIdentifier", "recipient", "responseDue", "dryRun");

    private final Parameters parameters;
    private final List<PushProblem> problems = new ArrayList<>();

    PushParameters(Parameters parameters) {
        this.parameters = parameters;
        for (int i = 0; i < parameters.getParameter().size(); i++) {
            String name = parameters.getParameter().get(i).getName();
            if (!NAMES.contains(String.valueOf(name))) {
                invalid(
                        "Parameters.parameter[" + i + "].name",
                        "The operation has the parameters " + sortedNames() + ".");
            }
        }
    }

    /** A parameter's value and its place. */
    record Placed<T>(String path, T value) {}

    <T extends Base> Optional<Placed<T>> required(String name, Class<T> type) {
        Optional<Placed<T>> found = optional(name, type);
        if (found.isEmpty() && !parameters.hasParameter(name)) {
            invalid("Parameters", "The parameter " + name + " is missing.");
        }
        return found;
    }

    <T extends Base> Optional<Placed<T>> optional(String name, Class<T> type) {
        List<Placed<T>> found = all(name, type);
        if (found.size() > 1) {
            invalid(found.get(1).path(), "The parameter " + name + " may be given once.");
        }
        return found.stream().findFirst();
    }

    <T extends Base> List<Placed<T>> all(String name, Class<T> type) {
        List<Placed<T>> found = new ArrayList<>();
        for (int i = 0; i < parameters.getParameter().size(); i++) {
            ParametersParameterComponent parameter = parameters.getParameter().get(i);
            if (name.equals(parameter.getName())) {
                String path = "Parameters.parameter[" + i + "]." + (parameter.hasResource() ? "resource" : "value");
                Base value = parameter.hasResource() ? parameter.getResource() : parameter.getValue();
                add(found, path, value, type);
            }
        }
        return found;
    }

    private <T extends Base> void add(List<Placed<T>> found, String path, Base value, Class<T> type) {
        if (type.isInstance(value)) {
            found.add(new Placed<>(path, type.cast(value)));
        } else {
            invalid(path, "A " + type.getSimpleName().replace("Type", "") + " is expected here.");
        }
    }

    void invalid(String expression, String fix) {
        problems.add(new PushProblem(PushReason.PARAMETER_INVALID, expression, fix));
    }

    void invalidBundle(String expression, String fix) {
        problems.add(new PushProblem(PushReason.BUNDLE_INVALID, expression, fix));
    }

    List<PushProblem> problems() {
        return List.copyOf(problems);
    }

    private static String sortedNames() {
        return String.join(", ", NAMES.stream().sorted().toList());
    }
}
