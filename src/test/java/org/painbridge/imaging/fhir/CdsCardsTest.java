package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.painbridge.imaging.fhir.ImagingRequests.lumbarMri;
import static org.painbridge.imaging.fhir.ImagingRequests.withoutRedFlags;

import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.painbridge.GuideValidator;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.Terminology;
import org.painbridge.imaging.Category;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.Language;

class CdsCardsTest {
    private static final CdsCards CARDS = new CdsCards(Language.EN);
    private static final String VALUE_SETS = "https://painbridge.example/fhir/ValueSet/";

    @Test
    void aBetterOptionIsOfferedInPlaceOfAnOrderThatIsNotAppropriate() {
        CdsCard card = CARDS.card(withoutRedFlags("2026-09-14").decide()).orElseThrow();

        assertThat(card.headline().summary())
                .startsWith("Usually not appropriate")
                .hasSizeLessThanOrEqualTo(140);
        assertThat(card.headline().indicator()).isEqualTo(CdsCard.Indicator.WARNING);
        assertThat(card.source().topic().getCode()).isEqualTo("better-option");
        assertThat(card.suggestions()).hasSizeBetween(1, 3);
        assertThat(card.suggestions().getFirst().recommended()).isTrue();
        assertThat(card.suggestions().getFirst().actions()).hasAtLeastOneElementOfType(CdsCard.Action.Withdraw.class);
    }

    @Test
    void whereNothingIsToBeDoneThereIsNoCard() {
        ImagingDecision rated = withoutRedFlags("2026-09-14")
                .because(ImagingRequests.ICD, "M80.9")
                .decide();

        assertThat(rated.verdict())
                .isInstanceOfSatisfying(
                        ImagingVerdict.Rated.class,
                        verdict -> assertThat(verdict.category()).isNotEqualTo(Category.NOT_APPROPRIATE));
        assertThat(CARDS.card(rated)).isEmpty();
    }

    @Test
    void anOrderThatCannotBeReadIsNoReasonToInterrupt() {
        ImagingDecision unread =
                lumbarMri().ordered(order -> order.setCode(null)).decide();

        assertThat(unread.verdict()).isInstanceOf(ImagingVerdict.NotRecognised.class);
        assertThat(CARDS.card(unread)).isEmpty();
    }

    /** Whatever the rating is. */
    @Test
    void aQuestionOfSafetyIsACardAndStandsBeforeTheRest() {
        Device pacemaker = new Device();
        pacemaker.setId("pacemaker");
        pacemaker.setType(ImagingRequests.concept(ImagingRequests.SNOMED, "14106009"));
        pacemaker.setPatient(new Reference("Patient/example"));
        ImagingRequests appropriate = withoutRedFlags("2026-09-14").because(ImagingRequests.ICD, "M80.9");

        CdsCard card = CARDS.card(appropriate.with(pacemaker).decide()).orElseThrow();

        assertThat(card.source().topic().getCode()).isEqualTo("safety");
        assertThat(card.headline().indicator()).isEqualTo(CdsCard.Indicator.WARNING);
        assertThat(card.headline().summary()).startsWith("Safety: ").contains("MRI");
        assertThat(card.detail()).startsWith("**").contains("device");
        assertThat(card.overrides()).isNotEmpty();
    }

    @Test
    void anEmergencyIsAskedForBeforeAQuestionOfSafetyThatIsNotGrave() {
        CdsCard moderate = CARDS.card(lumbarMri()
                        .with(ImagingRequests.condition(ImagingRequests.SNOMED, "19887002"))
                        .decide())
                .orElseThrow();
        CdsCard high = CARDS.card(lumbarMri()
                        .with(SafetyReadingTest.pacemaker().setPatient(new Reference("Patient/example")))
                        .decide())
                .orElseThrow();

        assertThat(moderate.source().topic().getCode()).isEqualTo("questions");
        assertThat(moderate.headline().indicator()).isEqualTo(CdsCard.Indicator.WARNING);
        assertThat(moderate.detail()).contains("narrow scanner");
        assertThat(high.source().topic().getCode()).isEqualTo("safety");
    }

    @Test
    void whatIsAskedIsAnsweredByTheFormOfTheCard() {
        ImagingRequests asked = lumbarMri();
        CdsCard card = CARDS.card(asked.decide()).orElseThrow();
        QuestionnaireResponse denied = response(card.suggestions().getFirst());
        QuestionnaireResponse open = response(card.suggestions().getLast());

        ImagingDecision next = asked.with(denied).decide();

        assertThat(card.suggestions()).noneMatch(CdsCard.Suggestion::recommended);
        assertThat(open.getStatus()).isEqualTo(QuestionnaireResponseStatus.INPROGRESS);
        assertThat(GuideValidator.errors(denied)).isEmpty();
        assertThat(denied.getItem())
                .isNotEmpty()
                .allSatisfy(item -> assertThat(
                                ((BooleanType) item.getAnswerFirstRep().getValue()).booleanValue())
                        .isFalse());
        assertThat(facts(next))
                .doesNotContainAnyElementsOf(
                        denied.getItem().stream().map(item -> item.getLinkId()).toList());
    }

    @Test
    void theTextsAreInTheLanguageOfTheUser() {
        CdsCard card = new CdsCards(Language.FR)
                .card(withoutRedFlags("2026-09-14").decide())
                .orElseThrow();

        assertThat(card.headline().summary()).startsWith("Habituellement non approprié");
        assertThat(card.source().topic().getDisplay()).isEqualTo("Meilleure option");
        assertThat(card.overrides()).extracting(Coding::getDisplay).contains("Grossesse");
    }

    @Test
    void topicsAndReasonsAreThoseOfTheTerminology() {
        Terminology terminology = new Terminology();
        CdsCard card = CARDS.card(withoutRedFlags("2026-09-14").decide()).orElseThrow();

        assertThat(terminology.codeSet(VALUE_SETS + "imaging-override-reason").codes())
                .containsExactlyInAnyOrderElementsOf(
                        card.overrides().stream().map(CdsCardsTest::code).toList());
        assertThat(terminology.codeSet(VALUE_SETS + "imaging-card-topic").codes())
                .containsExactlyInAnyOrderElementsOf(List.of(CardOccasion.values()).stream()
                        .map(occasion -> code(occasion.topic(Language.EN)))
                        .toList());
    }

    @Test
    void aLongSummaryIsCutAndTwoRecommendationsAreNone() {
        assertThat(new CdsCard.Headline("x".repeat(200), CdsCard.Indicator.INFO).summary())
                .hasSize(140)
                .endsWith("…");
        CdsCard.Suggestion best = new CdsCard.Suggestion("1", "best", true, List.of());
        CdsCard card = CARDS.card(withoutRedFlags("2026-09-14").decide()).orElseThrow();

        assertThatThrownBy(() -> new CdsCard("1", card.headline(), "", card.source(), List.of(best, best), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Code code(Coding coding) {
        return Code.of(coding.getSystem(), coding.getCode());
    }

    private static QuestionnaireResponse response(CdsCard.Suggestion suggestion) {
        CdsCard.Action.Create create =
                (CdsCard.Action.Create) suggestion.actions().getFirst();
        return (QuestionnaireResponse) create.resource();
    }

    private static List<String> facts(ImagingDecision decision) {
        return decision.verdict() instanceof ImagingVerdict.NeedsData needs
                ? needs.questions().stream().map(question -> question.fact()).toList()
                : List.of();
    }
}
