package org.painbridge.server.terminology;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.fhirserver.RequestProblem;

/**
 * What are these codes elsewhere?
 *
 * @param source value set that the codes were chosen from; null for any
 * @param target value set that the translation is to be in; null for any
 * @param targetSystem code system that the translation is to be in; null for any
 * @param reverse read the maps from their targets to their sources
 */
record TranslationQuestion(
        List<Coding> codings,
        @Nullable String source,
        @Nullable String target,
        @Nullable String targetSystem,
        boolean reverse) {
    static final Set<String> INPUTS = Set.of(
            "url",
            "conceptMapVersion",
            "code",
            "system",
            "version",
            "coding",
            "codeableConcept",
            "source",
            "target",
            "targetsystem",
            "reverse");

    TranslationQuestion {
        codings = List.copyOf(codings);
    }

    /** @throws RequestProblem where there is no code, or more than one parameter with one */
    static TranslationQuestion of(Inputs inputs) {
        List<Coding> codings = CodeQuestion.of(inputs, inputs.text("system"), inputs.text("version"))
                .codings();
        return new TranslationQuestion(
                codings,
                inputs.text("source"),
                inputs.text("target"),
                inputs.text("targetsystem"),
                inputs.flag("reverse"));
    }

    /** Whether the map is between the value sets that are asked for. */
    boolean suits(ConceptMap map) {
        return isOrAny(source, reverse ? map.getTarget() : map.getSource())
                && isOrAny(target, reverse ? map.getSource() : map.getTarget());
    }

    private static boolean isOrAny(@Nullable String asked, @Nullable Type valueSet) {
        if (asked == null) {
            return true;
        }
        return Stream.ofNullable(valueSet)
                .map(Type::primitiveValue)
                .anyMatch(url ->
                        Canonical.of(url).url().equals(Canonical.of(asked).url()));
    }
}
