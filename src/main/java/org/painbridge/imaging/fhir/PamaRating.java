package org.painbridge.imaging.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.painbridge.clinical.Evidence;
import org.painbridge.imaging.Category;
import org.painbridge.imaging.ImagingVerdict;

/**
 * A rating as extensions of the order, as the Argonaut guide "CDS Hooks for PAMA" wants them, and our own. It has no code
 * for "may be appropriate": that is {@code appropriate} with our code as a translation.
 *
 * @param noCriteria the code where no criterion covers the order: {@code no-criteria-apply}, or {@code no-guidelines-apply}
 *     as other material of the same project has it
 * @param mechanism who was consulted; the programme gives mechanisms a number
 */
public record PamaRating(String noCriteria, String mechanism) {
    private static final String BASE = "http://fhir.org/argonaut/Extension/";
    private static final String RATING = BASE + "pama-rating";
    private static final String CONSULTED = BASE + "pama-rating-qcdsm-consulted";
    private static final String CONSULT_ID = BASE + "pama-rating-consult-id";
    private static final String APPLIED = BASE + "pama-rating-auc-applied";
    private static final String CODES = "http://fhir.org/argonaut/CodeSystem/pama-rating";

    /** The extensions that a new rating takes the place of. */
    public static final Set<String> URLS = Set.of(RATING, CONSULTED, CONSULT_ID, APPLIED, VerdictWriter.EXTENSION);

    /** Empty where nothing was rated: then nothing is said about the order. */
    public List<Extension> extensions(ImagingDecision decision) {
        return switch (decision.verdict()) {
            case ImagingVerdict.Rated rated -> rated(decision, rated);
            case ImagingVerdict.NoCriteria none -> consultation(decision, new Coding(CODES, noCriteria, null));
            case ImagingVerdict.NeedsData needs -> List.of();
            case ImagingVerdict.Emergency emergency -> List.of();
            case ImagingVerdict.NotRecognised not -> List.of();
        };
    }

    private List<Extension> rated(ImagingDecision decision, ImagingVerdict.Rated rated) {
        boolean not = rated.category() == Category.NOT_APPROPRIATE;
        List<Extension> extensions = new ArrayList<>(consultation(
                decision,
                new Coding(CODES, not ? "not-appropriate" : "appropriate", null),
                GuidanceWriter.coding(rated.category())));
        applied(rated).ifPresent(url -> extensions.add(new Extension(APPLIED, new UriType(url))));
        extensions.add(VerdictWriter.rating(decision, rated));
        return extensions;
    }

    private List<Extension> consultation(ImagingDecision decision, Coding... ratings) {
        CodeableConcept rating = new CodeableConcept();
        List.of(ratings).forEach(rating::addCoding);
        return List.of(
                new Extension(RATING, rating),
                new Extension(CONSULTED, new StringType(mechanism)),
                new Extension(CONSULT_ID, new UriType(decision.uri())));
    }

    private static Optional<String> applied(ImagingVerdict.Rated rated) {
        return rated.option().deciding().stream()
                .map(Evidence::url)
                .filter(Objects::nonNull)
                .findFirst();
    }
}
