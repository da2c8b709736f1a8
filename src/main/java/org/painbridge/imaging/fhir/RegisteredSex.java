package org.painbridge.imaging.fhir;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * The administrative gender of a person, and whether anything else on record about sex or gender says otherwise. The gender
 * is no statement about a body, so whatever is not understood counts as saying otherwise.
 *
 * @param gender as registered; empty when it is not told
 * @param others the codes of each other statement; none where one is not understood
 */
record RegisteredSex(String gender, List<Set<String>> others) {
    /** HL7 administrative gender, its v3 codes, sex parameter for clinical use, LOINC answers, SNOMED CT. */
    private static final Map<String, Set<String>> SAME = Map.of(
            "male", Set.of("male", "M", "male-typical", "LA2-8", "248153007"),
            "female", Set.of("female", "F", "female-typical", "LA3-6", "248152002"));

    /** LOINC: sex assigned at birth; sex. */
    private static final Set<String> OBSERVED = Set.of("76689-9", "46098-0");

    private static final Set<ObservationStatus> VOID =
            Set.of(ObservationStatus.ENTEREDINERROR, ObservationStatus.CANCELLED);

    static RegisteredSex of(Patient patient, List<Resource> data) {
        Stream<Set<String>> extensions = Stream.of(
                        patient.getExtension(), patient.getGenderElement().getExtension())
                .flatMap(List::stream)
                .filter(RegisteredSex::isAboutSex)
                .map(RegisteredSex::codes);
        Stream<Set<String>> observed = data.stream()
                .filter(Observation.class::isInstance)
                .map(Observation.class::cast)
                .filter(observation -> !VOID.contains(observation.getStatus()))
                .filter(observation -> new Coded(observation.getCode()).isAnyOf(OBSERVED))
                .map(observation -> codes(observation.getValue()));
        String gender =
                patient.getGender() != null ? String.valueOf(patient.getGender().toCode()) : "";
        return new RegisteredSex(gender, Stream.concat(extensions, observed).toList());
    }

    /** Registered so, and nothing says otherwise. */
    boolean is(String wanted) {
        Set<String> same = SAME.getOrDefault(wanted, Set.of());
        return gender.equals(wanted)
                && others.stream().allMatch(codes -> codes.stream().anyMatch(same::contains));
    }

    /** Sex at birth, for clinical use, recorded, gender identity: of R5, of countries and of sites. */
    private static boolean isAboutSex(Extension extension) {
        String url = String.valueOf(extension.getUrl()).toLowerCase(Locale.ROOT);
        return url.contains("sex") || url.contains("gender");
    }

    /** Its own value, or that of its part {@code value}. */
    private static Set<String> codes(Extension extension) {
        return extension.hasExtension("value")
                ? codes(extension.getExtensionByUrl("value").getValue())
                : codes(extension.getValue());
    }

    private static Set<String> codes(@Nullable Type value) {
        return switch (value) {
            case CodeableConcept concept ->
                Set.copyOf(new Coded(concept)
                        .codes().stream().map(code -> code.code()).toList());
            case Coding coding when coding.hasCode() -> Set.of(coding.getCode());
            case PrimitiveType<?> text when text.hasValue() -> Set.of(text.getValueAsString());
            case null, default -> Set.of();
        };
    }
}
