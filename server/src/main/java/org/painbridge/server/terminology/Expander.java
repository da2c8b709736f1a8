package org.painbridge.server.terminology;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceComponent;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionContainsComponent;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.CodeMembership.Code;

/** Works out which codes a value set holds. */
final class Expander {
    /** Of a value set of another server; one with more codes can be asked about single codes only. */
    static final int MOST_REMOTE_CODES = 10_000;

    private static final int MOST_CACHED_CODES = 200_000;
    /** What other servers know may change. */
    private static final Duration KEPT = Duration.ofHours(1);

    private final Definitions definitions;
    private final ValueSets sets;
    private final CodeSystems systems;
    private final Cache<Key, Expansion> cache = Caffeine.newBuilder()
            .expireAfterWrite(KEPT)
            .maximumWeight(MOST_CACHED_CODES)
            .weigher((Key key, Expansion expansion) -> 1 + expansion.concepts().size())
            .build();

    private record Key(String valueSet, long revision) {}

    Expander(Definitions definitions, ValueSets sets, CodeSystems systems) {
        this.definitions = definitions;
        this.sets = sets;
        this.systems = systems;
    }

    /** @throws NotHere where the value set leaves something out that is not known */
    Expansion expand(ValueSet valueSet) {
        return expand(valueSet, new HashSet<>());
    }

    /** @param within the value sets that this one is imported by */
    private Expansion expand(ValueSet valueSet, Set<String> within) {
        Key key = new Key(valueSet.getUrl() + "|" + valueSet.getVersion(), definitions.revision());
        Expansion known = cache.getIfPresent(key);
        if (known != null) {
            return known;
        }
        if (!within.add(key.valueSet())) {
            throw NotHere.unsupported("The value set " + valueSet.getUrl() + ", which imports itself,");
        }
        Expansion expansion = valueSet.hasCompose() ? composed(valueSet, within) : listed(valueSet);
        within.remove(key.valueSet());
        if (expansion.gaps().stream().allMatch(gap -> gap.why().partial())) {
            cache.put(key, expansion);
        }
        return expansion;
    }

    private Expansion composed(ValueSet valueSet, Set<String> within) {
        Expansion expansion = new Expansion();
        valueSet.getCompose().getInclude().forEach(include -> expansion.add(part(include, within)));
        valueSet.getCompose().getExclude().forEach(exclude -> expansion.remove(part(exclude, within)));
        if (valueSet.getCompose().hasInactive() && !valueSet.getCompose().getInactive()) {
            expansion.removeInactive();
        }
        return expansion;
    }

    /** A value set that comes without its definition: the codes somebody else worked out. */
    static Expansion listed(ValueSet valueSet) {
        Expansion expansion = new Expansion();
        valueSet.getExpansion().getContains().forEach(contains -> add(contains, expansion));
        int listed = expansion.concepts().size();
        boolean whole =
                valueSet.getExpansion().hasTotal() ? valueSet.getExpansion().getTotal() <= listed : listed > 0;
        if (!whole) {
            String what = valueSet.hasUrl() ? "The value set " + valueSet.getUrl() : "A filter";
            expansion.addGap(null, NotHere.unsupported(what + ", of which but a part of the codes is known,"));
        }
        return expansion;
    }

    private static void add(ValueSetExpansionContainsComponent contains, Expansion expansion) {
        if (contains.hasSystem() && contains.hasCode() && !contains.getAbstract()) {
            expansion.add(Concept.of(new Code(contains.getSystem(), contains.getCode()), contains.getDisplay()));
        }
        contains.getContains().forEach(child -> add(child, expansion));
    }

    /** Everything an include asks for at once. */
    private Expansion part(ConceptSetComponent include, Set<String> within) {
        Expansion part = include.hasSystem() ? ofSystem(include) : null;
        for (CanonicalType imported : include.getValueSet()) {
            Expansion other = imported(imported.getValue(), within);
            part = part == null ? other : part.and(other);
        }
        return part == null ? new Expansion() : part;
    }

    private Expansion imported(String canonical, Set<String> within) {
        ValueSet valueSet;
        try {
            valueSet = sets.require(canonical);
        } catch (NotHere e) {
            Expansion unknown = new Expansion();
            unknown.addGap(null, e);
            return unknown;
        }
        return expand(valueSet, within);
    }

    private Expansion ofSystem(ConceptSetComponent include) {
        Expansion part = new Expansion();
        if (include.hasConcept()) {
            Optional<Codes> known = systems.here(include.getSystem(), include.getVersion());
            known.ifPresent(part::addVersion);
            include.getConcept().forEach(concept -> part.add(named(include, concept, known.orElse(null))));
            return part;
        }
        Optional<Codes> codes = systems.find(include.getSystem(), include.getVersion());
        if (codes.isEmpty()) {
            String canonical =
                    Canonical.of(include.getSystem(), include.getVersion()).toString();
            part.addGap(include.getSystem(), NotHere.codeSystem(canonical));
        } else if (!include.hasFilter()) {
            part.addAll(codes.get());
        } else {
            addFiltered(include, codes.get(), part);
        }
        return part;
    }

    private static void addFiltered(ConceptSetComponent include, Codes codes, Expansion part) {
        try {
            codes.matching(include.getFilter()).forEach(part::add);
            part.addVersion(codes);
            if (!codes.complete()) {
                part.addGap(codes.system(), NotHere.restOf(codes.system()));
            }
        } catch (NotHere e) {
            part.addGap(codes.system(), e);
        }
    }

    /** A code that a value set lists needs no code system: it may be of one that nobody can load. */
    private static Concept named(
            ConceptSetComponent include, ConceptReferenceComponent concept, @Nullable Codes codes) {
        Code code = new Code(include.getSystem(), concept.getCode());
        Optional<Concept> known = codes == null ? Optional.empty() : codes.find(concept.getCode());
        return known.orElseGet(() -> Concept.of(code, null))
                .named(
                        concept.getDisplay(),
                        concept.getDesignation().stream()
                                .map(Concept.Designation::of)
                                .toList());
    }
}
