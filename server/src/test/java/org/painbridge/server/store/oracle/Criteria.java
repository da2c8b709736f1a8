package org.painbridge.server.store.oracle;

import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
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
    private final OracleParts parts;
    private final Definitions definitions;
    private final Elements elements;
    private final References references;
    private final Times times;
    private final Map<String, Resource> chart;

    Criteria(OracleParts parts, Times times, Map<String, Resource> chart) {
        this.parts = parts;
        this.definitions = parts.definitions;
        this.elements = parts.elements;
        this.references = parts.references;
        this.times = times;
        this.chart = chart;
    }

    boolean fit(Resource resource, String name, String value) {
        if (name.startsWith("_has:")) {
            String[] has = name.split(":", 4);
            return chart.values().stream()
                    .filter(other -> other.fhirType().equals(has[1]))
                    .filter(other -> leads(other, definitions.get(has[1], has[2]), SearchOracle.key(resource)))
                    .anyMatch(other -> fit(other, has[3], value));
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
        if (parameter.kind() == RestSearchParameterTypeEnum.COMPOSITE) {
            return Written.parts(value, ',').stream().anyMatch(pair -> composite(resource, parameter, pair));
        }
        List<IBase> of = modifier.equals("identifier")
                ? elements.ofAnyType(resource, parameter)
                : elements.of(resource, parameter);
        boolean any = Written.parts(value, ',').stream()
                .anyMatch(alternative -> of.stream().anyMatch(compared(parameter, modifier, alternative)));
        return modifier.startsWith("not") != any; // :not and :not-in
    }

    /** Two values of one element: of the resource, or of something in it. */
    private boolean composite(Resource resource, Parameter parameter, String pair) {
        List<String> values = Written.parts(pair, '$');
        return parts.composites.elements(resource, parameter).stream()
                .anyMatch(both -> both.first().stream().anyMatch(compared(both.firstParameter(), "", values.getFirst()))
                        && both.second().stream().anyMatch(compared(both.secondParameter(), "", values.getLast())));
    }

    private Predicate<IBase> compared(Parameter parameter, String modifier, String value) {
        if (parameter.code().equals("_id")) {
            return element -> Written.plain(value).equals(((PrimitiveType<?>) element).getValueAsString());
        }
        return element -> switch (parameter.kind()) {
            case STRING -> Texts.fit(element, modifier, value);
            case TOKEN -> Tokens.fit(element, modifier, value);
            case REFERENCE ->
                modifier.equals("identifier")
                        ? element instanceof Reference reference && Tokens.fit(reference.getIdentifier(), "", value)
                        : references.fit(element, modifier, value);
            case DATE -> times.fits(element, value);
            case QUANTITY -> Quantities.fit(element, value);
            case URI -> Uris.fit((PrimitiveType<?>) element, modifier, value);
            default -> throw new IllegalArgumentException(parameter.toString());
        };
    }

    /** A string, time or number is there where there is one to compare; anything else where the element has content. */
    private boolean present(Resource resource, Parameter parameter) {
        return elements.of(resource, parameter).stream().anyMatch(element -> switch (parameter.kind()) {
            case STRING -> !Texts.of(element).isEmpty();
            case DATE -> times.span(element).isPresent();
            case QUANTITY -> Quantities.span(element).isPresent();
            default -> true;
        });
    }
}
