package org.painbridge.server.terminology;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetFilterComponent;
import org.hl7.fhir.r4.model.ValueSet.FilterOperator;

/** The filters of a value set: which of the concepts of a code system it takes. */
final class ConceptFilter {
    private static final Set<FilterOperator> BY_HIERARCHY = EnumSet.of(
            FilterOperator.ISA, FilterOperator.DESCENDENTOF, FilterOperator.ISNOTA, FilterOperator.GENERALIZES);

    private ConceptFilter() {}

    /**
     * Which concepts pass all filters.
     *
     * @throws NotHere where a filter is not evaluated here
     */
    static Predicate<DefinedConcept> of(List<ConceptSetFilterComponent> filters, DefinedCodes codes) {
        return filters.stream().map(filter -> condition(filter, codes)).reduce(concept -> true, Predicate::and);
    }

    private static Predicate<DefinedConcept> condition(ConceptSetFilterComponent filter, DefinedCodes codes) {
        String property = filter.getProperty();
        String value = filter.getValue();
        FilterOperator operator = filter.getOp();
        if (operator == null) {
            throw unsupported(filter);
        }
        boolean hierarchical = BY_HIERARCHY.contains(operator);
        if (!hierarchical && (property == null || value == null || !codes.hasProperty(property))) {
            throw unsupported(filter);
        }
        return switch (operator) {
            case ISA -> concept(value, codes).below()::contains;
            case DESCENDENTOF -> concept(value, codes).below().stream().skip(1).collect(Collectors.toSet())::contains;
            case ISNOTA -> Predicate.not(concept(value, codes).below()::contains);
            case GENERALIZES -> concept(value, codes).above()::contains;
            case EQUAL -> concept -> concept.values(property).anyMatch(value::equals);
            case IN -> concept -> concept.values(property).anyMatch(list(value)::contains);
            case NOTIN -> concept -> concept.values(property).noneMatch(list(value)::contains);
            case EXISTS -> concept -> concept.values(property).findAny().isPresent() == Boolean.parseBoolean(value);
            case REGEX -> matching(filter, property);
            default -> throw unsupported(filter);
        };
    }

    private static DefinedConcept concept(String code, DefinedCodes codes) {
        return codes.defined(code).orElseThrow(() -> NotHere.code(codes.system(), code));
    }

    private static Set<String> list(String value) {
        return Stream.of(value.split(",")).map(String::strip).collect(Collectors.toSet());
    }

    private static Predicate<DefinedConcept> matching(ConceptSetFilterComponent filter, String property) {
        try {
            Predicate<String> whole = Pattern.compile(filter.getValue()).asMatchPredicate();
            return concept -> concept.values(property).anyMatch(whole);
        } catch (PatternSyntaxException e) {
            throw unsupported(filter);
        }
    }

    private static NotHere unsupported(ConceptSetFilterComponent filter) {
        return NotHere.unsupported("The filter " + filter.getProperty() + " "
                + (filter.getOp() == null ? "without operator" : filter.getOp().toCode()) + " " + filter.getValue());
    }
}
