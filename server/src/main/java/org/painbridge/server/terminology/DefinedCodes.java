package org.painbridge.server.terminology;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemHierarchyMeaning;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptPropertyComponent;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetFilterComponent;
import org.jspecify.annotations.Nullable;

/** The codes that a CodeSystem resource lists. */
final class DefinedCodes implements Codes {
    private final CodeSystem definition;
    private final boolean caseSensitive;
    private final Map<String, DefinedConcept> concepts = new LinkedHashMap<>();

    DefinedCodes(CodeSystem definition) {
        this.definition = definition;
        // Most of R4 does not say; codes that differ in case only exist there.
        this.caseSensitive = !definition.hasCaseSensitive() || definition.getCaseSensitive();
        definition.getConcept().forEach(concept -> add(concept, null));
        concepts.values().forEach(this::link);
    }

    @Override
    public String system() {
        return definition.getUrl();
    }

    @Override
    public String name() {
        return definition.hasName() ? definition.getName() : system();
    }

    @Override
    public @Nullable String version() {
        return definition.getVersion();
    }

    @Override
    public Optional<Concept> find(String code) {
        return defined(code).map(DefinedConcept::concept);
    }

    Optional<DefinedConcept> defined(String code) {
        return Optional.ofNullable(concepts.get(key(code)));
    }

    @Override
    public boolean complete() {
        return definition.getContent() == CodeSystemContentMode.COMPLETE;
    }

    @Override
    public Optional<Collection<Concept>> all() {
        return Optional.of(List.copyOf(where(concept -> true)));
    }

    /** What a property of the concepts means; null where the code system does not say. */
    @Nullable
    String meaning(String property) {
        return definition.getProperty().stream()
                .filter(candidate -> property.equals(candidate.getCode()))
                .findFirst()
                .map(CodeSystem.PropertyComponent::getDescription)
                .orElse(null);
    }

    /** Whether the code system says anything by a property of that name; of what it does not say, nothing is known. */
    boolean hasProperty(String property) {
        return DefinedConcept.BY_ITSELF.contains(property)
                || definition.getProperty().stream().anyMatch(declared -> property.equals(declared.getCode()))
                || concepts.values().stream()
                        .anyMatch(concept -> concept.values(property).findAny().isPresent());
    }

    @Override
    public Collection<Concept> matching(List<ConceptSetFilterComponent> filters) {
        return where(ConceptFilter.of(filters, this));
    }

    private List<Concept> where(Predicate<DefinedConcept> condition) {
        return concepts.values().stream()
                .filter(condition)
                .map(DefinedConcept::concept)
                .toList();
    }

    @Override
    public List<Concept> below(String code) {
        return defined(code).stream()
                .flatMap(concept -> subsumes() ? concept.below().stream() : Stream.of(concept))
                .map(DefinedConcept::concept)
                .toList();
    }

    @Override
    public List<Concept> above(String code) {
        return defined(code).stream()
                .flatMap(concept -> subsumes() ? concept.above().stream() : Stream.of(concept))
                .map(DefinedConcept::concept)
                .toList();
    }

    /** A hierarchy of parts, or one that only groups, says nothing about meaning. */
    private boolean subsumes() {
        return !definition.hasHierarchyMeaning() || definition.getHierarchyMeaning() == CodeSystemHierarchyMeaning.ISA;
    }

    private void add(ConceptDefinitionComponent concept, @Nullable DefinedConcept parent) {
        DefinedConcept defined = new DefinedConcept(system(), concept);
        DefinedConcept first = concepts.putIfAbsent(key(concept.getCode()), defined);
        DefinedConcept placed = first == null ? defined : first;
        if (parent != null) {
            placed.under(parent);
        }
        concept.getConcept().forEach(child -> add(child, placed));
    }

    /** A concept can be nested in one place only; further parents and children are properties. */
    private void link(DefinedConcept concept) {
        related(concept, Set.of("parent", "subsumedBy")).forEach(concept::under);
        related(concept, Set.of("child")).forEach(child -> child.under(concept));
    }

    private Stream<DefinedConcept> related(DefinedConcept concept, Set<String> properties) {
        return concept.definition().getProperty().stream()
                .filter(property -> properties.contains(property.getCode()))
                .filter(ConceptPropertyComponent::hasValue)
                .map(DefinedConcept::text)
                .flatMap(code -> defined(code).stream());
    }

    private String key(String code) {
        return caseSensitive ? code : code.toLowerCase(Locale.ROOT);
    }
}
