package org.painbridge.server.store.oracle;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.store.oracle.Definitions.Parameter;

/** Whether a resource fits one parameter of a search: with its modifier, over its chain, or backwards by {@code _has}. */
final class Criteria {
    private final Definitions definitions;
    private final Elements elements;
    private final References references;
    private final Times times;
    private final Map<String, Resource> chart;

    Criteria(OracleParts parts, Times times, Map<String, Resource> chart) {
        this.definitions = parts.definitions;
        this.elements = parts.elements;
        this.references = parts.references;
        this.times = times;
        this.chart = chart;
    }

    boolean fit(Resource resource, String name, String value) {
        if (name.startsWith("_has:")) {
            String[] parts = name.split(":", 4);
            return chart.values().stream()
                    .filter(other -> other.fhirType().equals(parts[1]))
                    .filter(other -> leads(other, definitions.get(parts[1], parts[2]), SearchOracle.key(resource)))
                    .anyMatch(other -> fit(other, parts[3], value));
        }
        int dot = name.indexOf('.');
        String[] head = (dot < 0 ? name : name.substring(0, dot)).split(":");
        Parameter parameter = definitions.get(resource.fhirType(), head[0]);
        String modifier = head.length > 1 ? head[1] : "";
        return dot < 0
                ? fits(resource, parameter, modifier, value)
                : chained(resource, parameter, modifier, name.substring(dot + 1), value);
    }

    private boolean leads(Resource from, Parameter parameter, String to) {
        return elements.of(from, parameter).stream()
                .flatMap(element -> references.local(element).stream())
                .anyMatch(local -> local.toString().equals(to));
    }

    private boolean chained(Resource resource, Parameter parameter, String type, String rest, String value) {
        Set<String> targets = type.isEmpty() ? parameter.targets() : Set.of(type);
        return chart.values().stream()
                .filter(target -> targets.isEmpty() || targets.contains(target.fhirType()))
                .filter(target -> leads(resource, parameter, SearchOracle.key(target)))
                .filter(target -> knows(target.fhirType(), rest))
                .anyMatch(target -> fit(target, rest, value));
    }

    private boolean knows(String type, String rest) {
        String code = rest.split("[.:]", 2)[0];
        return code.equals("_has") || definitions.find(type, code).isPresent();
    }

    private boolean fits(Resource resource, Parameter parameter, String modifier, String value) {
        if (modifier.equals("missing")) {
            return Boolean.parseBoolean(value) != present(resource, parameter);
        }
        List<IBase> of = modifier.equals("identifier")
                ? elements.ofAnyType(resource, parameter)
                : elements.of(resource, parameter);
        boolean any = Written.parts(value, ',').stream()
                .anyMatch(alternative -> of.stream().anyMatch(compared(parameter, modifier, alternative)));
        return modifier.equals("not") != any;
    }

    private Predicate<IBase> compared(Parameter parameter, String modifier, String value) {
        if (parameter.code().equals("_id")) {
            return element -> Written.plain(value).equals(((PrimitiveType<?>) element).getValueAsString());
        }
        return element -> switch (parameter.kind()) {
            case STRING -> Texts.fit(element, modifier, value);
            case TOKEN -> Tokens.fit(element, value);
            case REFERENCE ->
                modifier.equals("identifier")
                        ? element instanceof Reference reference && Tokens.fit(reference.getIdentifier(), value)
                        : references.fit(element, modifier, value);
            case DATE -> times.fits(element, value);
            case QUANTITY -> Quantities.fit(element, value);
            case URI -> Written.plain(value).equals(((PrimitiveType<?>) element).getValueAsString());
            default -> throw new IllegalArgumentException(parameter.toString());
        };
    }

    /** A string, time or number is there where there is one to compare; anything else where the element has content. */
    private boolean present(Resource resource, Parameter parameter) {
        return elements.of(resource, parameter).stream().anyMatch(element -> switch (parameter.kind()) {
            case STRING -> !Texts.of(element).isEmpty();
            case DATE -> times.span(element).isPresent();
            case QUANTITY -> Quantities.number(element).isPresent();
            default -> true;
        });
    }
}
