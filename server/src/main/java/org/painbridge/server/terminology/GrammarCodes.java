package org.painbridge.server.terminology;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetFilterComponent;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.CodeMembership.Code;

/**
 * Codes that are made by a grammar: units, languages, media types. There is no list of them.
 *
 * @param display of a code that follows the grammar; empty for all others
 */
record GrammarCodes(String system, String name, Function<String, Optional<String>> display) implements Codes {

    @Override
    public @Nullable String version() {
        return null;
    }

    @Override
    public Optional<Concept> find(String code) {
        return display.apply(code).map(text -> Concept.of(new Code(system, code), text));
    }

    @Override
    public Collection<Concept> matching(List<ConceptSetFilterComponent> filters) {
        throw NotHere.unsupported("A filter on " + system);
    }

    @Override
    public boolean complete() {
        return true;
    }

    @Override
    public Optional<Collection<Concept>> all() {
        return Optional.empty();
    }
}
