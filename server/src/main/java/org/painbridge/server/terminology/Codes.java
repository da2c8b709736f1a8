package org.painbridge.server.terminology;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetFilterComponent;
import org.jspecify.annotations.Nullable;

/** The codes of one code system. */
interface Codes {
    String system();

    /** For people; the URL where it has no name. */
    default String name() {
        return system();
    }

    @Nullable
    String version();

    Optional<Concept> find(String code);

    /** Whether a code that {@link #find} does not find does not exist. */
    boolean complete();

    /** All codes that are here; empty where there is no list of them. */
    Optional<Collection<Concept>> all();

    /** The code and those that it subsumes; nothing where the code is unknown. */
    default List<Concept> below(String code) {
        return find(code).stream().toList();
    }

    /** The code and those that subsume it; nothing where the code is unknown. */
    default List<Concept> above(String code) {
        return find(code).stream().toList();
    }

    /**
     * The codes that pass all filters of a value set.
     *
     * @throws NotHere where a filter is not evaluated
     */
    Collection<Concept> matching(List<ConceptSetFilterComponent> filters);

    /** @throws NotHere where there is no such code */
    default Parameters describe(String code, Lookup lookup) {
        return lookup.of(this, code);
    }

    /** @throws NotHere where a code does not exist, or where it cannot be told */
    default Subsumption relation(String first, String second) {
        return Subsumption.of(this, first, second);
    }

    /** @throws NotHere where there is no such code, or where this cannot be told */
    default Concept require(String code) {
        return find(code).orElseThrow(() -> complete() ? NotHere.code(system(), code) : NotHere.restOf(system()));
    }
}
