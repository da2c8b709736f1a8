package org.painbridge.imaging.fhir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.CodeSet;
import org.painbridge.imaging.DiagnosisCodes;
import org.painbridge.imaging.Fact;
import org.painbridge.imaging.FactEvidence;
import org.painbridge.imaging.RuleSet;

/** One kind of evidence that the criteria library asks for, by code: so that a chart is gone through once. */
final class Wanted<E extends FactEvidence> {
    private final Map<Code, List<Match<E>>> byCode = new HashMap<>();

    /** A fact, the evidence it takes, and the code that matched. */
    record Match<E>(Fact fact, E evidence, Code code) {}

    Wanted(RuleSet rules, Class<E> kind, Function<E, CodeSet> codes) {
        for (Fact fact : rules.facts().values()) {
            fact.evidence().stream()
                    .filter(kind::isInstance)
                    .map(kind::cast)
                    .forEach(evidence -> codes.apply(evidence)
                            .codes()
                            .forEach(code -> byCode.computeIfAbsent(code, one -> new ArrayList<>())
                                    .add(new Match<>(fact, evidence, code))));
        }
    }

    /** Each evidence of each fact once, by the first code that it takes; a category of ICD-10 and a class of ATC take all that they hold. */
    Stream<Match<E>> of(List<Code> codes) {
        List<Match<E>> found = new ArrayList<>();
        for (Code code : codes) {
            add(code, found);
            DiagnosisCodes.wider(code).forEach(wider -> add(wider, found));
        }
        return found.stream();
    }

    private void add(Code code, List<Match<E>> found) {
        for (Match<E> match : byCode.getOrDefault(code, List.of())) {
            boolean known = found.stream()
                    .anyMatch(other -> other.fact() == match.fact() && other.evidence() == match.evidence());
            if (!known) {
                found.add(match);
            }
        }
    }
}
