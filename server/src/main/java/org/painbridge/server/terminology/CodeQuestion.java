package org.painbridge.server.terminology;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.fhirserver.RequestProblem;

/**
 * Is one of these codes right?
 *
 * @param place the parameter that they came in
 * @param groups whether a code that only groups others will do
 * @param language in which the name is answered; null for any
 */
record CodeQuestion(
        List<Coding> codings,
        String place,
        boolean groups,
        @Nullable String language) {
    /** Another server may have to be asked about each. */
    private static final int MOST = 100;

    CodeQuestion {
        codings = List.copyOf(codings);
    }

    /**
     * @param system of a code that comes by itself; null where the client has to send it along
     * @param version of that system
     * @throws RequestProblem where there is no code, or more than one parameter with one
     */
    static CodeQuestion of(Inputs inputs, @Nullable String system, @Nullable String version) {
        List<String> places = Stream.of("code", "coding", "codeableConcept")
                .filter(inputs::has)
                .toList();
        if (places.size() != 1) {
            throw Inputs.problem("code", "Send one of code, coding and codeableConcept, not " + places.size());
        }
        String place = places.getFirst();
        List<Coding> codings = codings(inputs, place, system, version);
        for (Coding coding : codings) {
            if (!coding.hasCode() || !coding.hasSystem()) {
                throw Inputs.problem(place, "A code is checked with its code system: send both");
            }
        }
        if (codings.size() > MOST) {
            throw Inputs.problem(place, "Send at most " + MOST + " codings at once, not " + codings.size());
        }
        if (codings.isEmpty()) {
            throw Inputs.problem(place, "The CodeableConcept has no coding: send one, with system and code");
        }
        return new CodeQuestion(codings, place, inputs.flag("abstract"), inputs.text("displayLanguage"));
    }

    private static List<Coding> codings(
            Inputs inputs, String place, @Nullable String system, @Nullable String version) {
        return switch (place) {
            case "coding" -> inputs.coding(place).stream().toList();
            case "codeableConcept" ->
                inputs.concept(place).stream()
                        .flatMap(concept -> concept.getCoding().stream())
                        .toList();
            default -> {
                if (system == null) {
                    throw Inputs.problem("system", "A code by itself is ambiguous: send its code system as system");
                }
                yield List.of(new Coding()
                        .setSystem(system)
                        .setVersion(version)
                        .setCode(inputs.text("code"))
                        .setDisplay(inputs.text("display")));
            }
        };
    }
}
