package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.fhir.ImagingRequests.SNOMED;
import static org.painbridge.imaging.fhir.ImagingRequests.lumbarMri;
import static org.painbridge.imaging.fhir.ImagingRequests.withoutRedFlags;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.junit.jupiter.api.Test;
import org.painbridge.imaging.Category;
import org.painbridge.imaging.ImagingOption;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.Trace;
import org.painbridge.imaging.Urgency;

class PamaRatingTest {
    private static final String BASE = "http://fhir.org/argonaut/Extension/";
    private final PamaRating rating = new PamaRating("no-guidelines-apply", "G1234");

    @Test
    void aRatedOrderCarriesWhatTheGuideRequires() {
        ImagingDecision decision = withoutRedFlags("2026-09-14").decide();

        List<Extension> extensions = rating.extensions(decision);

        assertThat(extensions).extracting(Extension::getUrl).containsExactlyInAnyOrderElementsOf(PamaRating.URLS);
        assertThat(codes(extensions)).containsExactly("not-appropriate", "not-appropriate");
        assertThat(value(extensions, "pama-rating-qcdsm-consulted")).isEqualTo("G1234");
        assertThat(value(extensions, "pama-rating-consult-id")).isEqualTo(decision.uri());
        assertThat(value(extensions, "pama-rating-auc-applied")).startsWith("https://");
    }

    @Test
    void mayBeAppropriateIsAppropriateWithOurOwnCodeBeside() {
        ImagingDecision first = withoutRedFlags("2026-09-14").decide();
        ImagingVerdict.Rated rated = (ImagingVerdict.Rated) first.verdict();
        ImagingVerdict.Rated maybe = new ImagingVerdict.Rated(
                rated.rule(),
                rated.scenario(),
                mayBe(rated.option()),
                rated.because(),
                rated.regardlessOf(),
                rated.redFlags(),
                rated.alternatives(),
                rated.issues(),
                rated.urgency(),
                rated.trace(),
                rated.rules());

        assertThat(codes(rating.extensions(other(first, maybe)))).containsExactly("appropriate", "may-be-appropriate");
    }

    private static ImagingOption mayBe(ImagingOption option) {
        return new ImagingOption(
                option.procedureKey(),
                Category.MAY_BE_APPROPRIATE,
                option.score(),
                option.disagreement(),
                option.strength(),
                option.radiation(),
                option.rationale(),
                option.sources());
    }

    @Test
    void whereNoCriterionFitsTheSpellingIsASetting() {
        ImagingDecision first = withoutRedFlags("2026-09-14").decide();
        var none = new ImagingVerdict.NoCriteria(
                List.of(),
                List.of(),
                Urgency.ROUTINE,
                Trace.EMPTY,
                first.verdict().rules());

        List<Extension> extensions = rating.extensions(other(first, none));

        assertThat(codes(extensions)).containsExactly("no-guidelines-apply");
        assertThat(extensions).hasSize(3);
    }

    @Test
    void withoutARatingNothingIsSaid() {
        assertThat(rating.extensions(lumbarMri().decide())).isEmpty();
        assertThat(rating.extensions(
                        lumbarMri().ordered(order -> order.setCode(null)).decide()))
                .isEmpty();
        assertThat(rating.extensions(lumbarMri().because(SNOMED, "192970008").decide()))
                .extracting(Extension::getUrl)
                .contains(BASE + "pama-rating");
    }

    private static List<String> codes(List<Extension> extensions) {
        return extensions.stream()
                .filter(extension -> extension.getUrl().equals(BASE + "pama-rating"))
                .flatMap(extension -> ((CodeableConcept) extension.getValue()).getCoding().stream())
                .map(Coding::getCode)
                .toList();
    }

    private static String value(List<Extension> extensions, String name) {
        return extensions.stream()
                .filter(extension -> extension.getUrl().equals(BASE + name))
                .map(extension -> extension.getValue().primitiveValue())
                .findFirst()
                .orElseThrow();
    }

    private static ImagingDecision other(ImagingDecision decision, ImagingVerdict verdict) {
        return new ImagingDecision(
                decision.decisionId(),
                decision.order(),
                decision.orderHash(),
                decision.asked(),
                verdict,
                decision.evaluatedAt(),
                decision.leftOut(),
                decision.side(),
                decision.token());
    }
}
