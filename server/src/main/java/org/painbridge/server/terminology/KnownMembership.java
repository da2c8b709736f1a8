package org.painbridge.server.terminology;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.ValueSet;
import org.painbridge.server.store.CodeMembership;

/** Membership by the definitions that are here. */
final class KnownMembership implements CodeMembership {
    private static final String REFERENCE = "ValueSet/";

    private final ValueSets sets;
    private final Expander expander;
    private final CodeSystems systems;

    KnownMembership(ValueSets sets, Expander expander, CodeSystems systems) {
        this.sets = sets;
        this.expander = expander;
        this.systems = systems;
    }

    @Override
    public Collection<Code> ofValueSet(String urlOrReference) throws UnknownCodes {
        return known(() -> {
            Expansion expansion = expander.expand(valueSet(urlOrReference)).requireKnown();
            if (!expansion.whole().isEmpty()) {
                throw NotHere.unsupported("A search by " + urlOrReference + ", of whose codes there is no list,");
            }
            return codes(expansion.concepts());
        });
    }

    @Override
    public Collection<Code> below(String system, String code) throws UnknownCodes {
        return known(() -> {
            Codes codes = systems.require(system, null);
            codes.require(code);
            return codes(codes.below(code));
        });
    }

    @Override
    public Collection<Code> above(String system, String code) throws UnknownCodes {
        return known(() -> {
            Codes codes = systems.require(system, null);
            codes.require(code);
            return codes(codes.above(code));
        });
    }

    private ValueSet valueSet(String urlOrReference) {
        return urlOrReference.startsWith(REFERENCE)
                ? sets.byId(urlOrReference.substring(REFERENCE.length()))
                : sets.require(urlOrReference);
    }

    private static List<Code> codes(Collection<Concept> concepts) {
        return concepts.stream().map(Concept::code).toList();
    }

    private static <T> T known(Supplier<T> question) throws UnknownCodes {
        try {
            return question.get();
        } catch (NotHere e) {
            throw new UnknownCodes(e.message());
        }
    }
}
