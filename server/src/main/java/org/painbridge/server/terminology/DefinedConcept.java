package org.painbridge.server.terminology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptPropertyComponent;
import org.hl7.fhir.r4.model.Coding;
import org.painbridge.server.store.CodeMembership.Code;

/** A concept in its place: what it is under, and what is under it. */
final class DefinedConcept {
    private static final Set<String> NO_LONGER_USED = Set.of("inactive", "retired");

    /** What every concept says without a property. */
    static final Set<String> BY_ITSELF = Set.of("code", "concept", "display", "parent", "child");

    private final ConceptDefinitionComponent definition;
    private final Concept concept;
    private final Collection<DefinedConcept> parents = new LinkedHashSet<>();
    private final Collection<DefinedConcept> children = new LinkedHashSet<>();

    DefinedConcept(String system, ConceptDefinitionComponent definition) {
        this.definition = definition;
        this.concept = new Concept(
                new Code(system, definition.getCode()),
                definition.getDisplay(),
                definition.getDesignation().stream()
                        .map(Concept.Designation::of)
                        .toList(),
                is("notSelectable") || is("abstract"),
                is("inactive") || values("status").anyMatch(NO_LONGER_USED::contains));
    }

    Concept concept() {
        return concept;
    }

    ConceptDefinitionComponent definition() {
        return definition;
    }

    Collection<DefinedConcept> parents() {
        return parents;
    }

    Collection<DefinedConcept> children() {
        return children;
    }

    void under(DefinedConcept parent) {
        parents.add(parent);
        parent.children.add(this);
    }

    /** Itself first. */
    Set<DefinedConcept> below() {
        return reach(DefinedConcept::children);
    }

    /** Itself first. */
    Set<DefinedConcept> above() {
        return reach(DefinedConcept::parents);
    }

    /** The values of a property as text. */
    Stream<String> values(String property) {
        return switch (property) {
            case "code", "concept" -> Stream.of(definition.getCode());
            case "display" -> Stream.ofNullable(definition.getDisplay());
            case "parent" -> codes(parents);
            case "child" -> codes(children);
            default ->
                definition.getProperty().stream()
                        .filter(candidate -> candidate.getCode().equals(property))
                        .map(DefinedConcept::text);
        };
    }

    static String text(ConceptPropertyComponent property) {
        return property.getValue() instanceof Coding coding
                ? coding.getCode()
                : property.getValue().primitiveValue();
    }

    private static Stream<String> codes(Collection<DefinedConcept> concepts) {
        return concepts.stream().map(concept -> concept.definition.getCode());
    }

    private boolean is(String property) {
        return values(property).anyMatch("true"::equals);
    }

    private Set<DefinedConcept> reach(Function<DefinedConcept, Collection<DefinedConcept>> next) {
        Set<DefinedConcept> reached = new LinkedHashSet<>(List.of(this));
        Queue<DefinedConcept> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            List<DefinedConcept> found = new ArrayList<>(next.apply(open.remove()));
            found.removeIf(candidate -> !reached.add(candidate));
            open.addAll(found);
        }
        return reached;
    }
}
