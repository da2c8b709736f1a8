package org.painbridge.server.terminology;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap.OtherElementComponent;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;

/**
 * What one map says about a code.
 *
 * @param equivalence of the translation, as seen from the code that was sent
 * @param concept null where the map says that there is none
 * @param products what the translation comes with
 * @param map canonical of the map
 */
record Translation(
        ConceptMapEquivalence equivalence, @Nullable Coding concept, List<OtherElementComponent> products, String map) {
    private static final Set<ConceptMapEquivalence> NO_TRANSLATION =
            Set.of(ConceptMapEquivalence.UNMATCHED, ConceptMapEquivalence.DISJOINT);

    boolean translates() {
        return !NO_TRANSLATION.contains(equivalence);
    }

    /**
     * The translations in the answer of another server.
     *
     * @param map that it was asked to use
     */
    static List<Translation> read(Parameters answer, String map) {
        return answer.getParameter().stream()
                .filter(parameter -> "match".equals(parameter.getName()))
                .map(match -> new Translation(
                        value(match, "equivalence")
                                .flatMap(Translation::equivalence)
                                .orElse(ConceptMapEquivalence.RELATEDTO),
                        (Coding) value(match, "concept")
                                .filter(Coding.class::isInstance)
                                .orElse(null),
                        List.of(),
                        map))
                .toList();
    }

    /** Empty for a word of another version of FHIR. */
    private static Optional<ConceptMapEquivalence> equivalence(Type word) {
        return EnumSet.complementOf(EnumSet.of(ConceptMapEquivalence.NULL)).stream()
                .filter(known -> known.toCode().equals(word.primitiveValue()))
                .findFirst();
    }

    private static Optional<Type> value(ParametersParameterComponent match, String name) {
        return match.getPart().stream()
                .filter(part -> name.equals(part.getName()))
                .map(ParametersParameterComponent::getValue)
                .findFirst();
    }

    static Parameters answer(List<Translation> translations) {
        boolean result = translations.stream().anyMatch(Translation::translates);
        Parameters answer = new Parameters();
        answer.addParameter("result", result);
        if (!result) {
            answer.addParameter(
                    "message",
                    translations.isEmpty()
                            ? "The maps that were asked say nothing about the code"
                            : "The maps that were asked say that the code has no translation");
        }
        translations.forEach(
                translation -> translation.write(answer.addParameter().setName("match")));
        return answer;
    }

    private void write(ParametersParameterComponent match) {
        match.addPart().setName("equivalence").setValue(new CodeType(equivalence.toCode()));
        if (concept != null) {
            match.addPart().setName("concept").setValue(concept);
        }
        products.forEach(product -> {
            ParametersParameterComponent part = match.addPart().setName("product");
            part.addPart().setName("element").setValue(new UriType(product.getProperty()));
            part.addPart()
                    .setName("concept")
                    .setValue(new Coding(product.getSystem(), product.getValue(), product.getDisplay()));
        });
        match.addPart().setName("source").setValue(new UriType(map));
    }
}
