package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.fhir.ImagingRequests.ICD;
import static org.painbridge.imaging.fhir.ImagingRequests.answer;
import static org.painbridge.imaging.fhir.ImagingRequests.concept;
import static org.painbridge.imaging.fhir.ImagingRequests.condition;
import static org.painbridge.imaging.fhir.ImagingRequests.lumbarMri;
import static org.painbridge.imaging.fhir.ImagingRequests.withoutRedFlags;

import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.junit.jupiter.api.Test;
import org.painbridge.imaging.ImagingPack;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.Procedure;

/** How a red flag that is met is told, whatever else is said of the order. */
class RedFlagTest {
    private static final ImagingAppropriateness ALL =
            new ImagingAppropriateness(ImagingPack.RULES, ImagingPack.PROCEDURES);

    @Test
    void compressionOfTheCordOnRecordIsToldThoughTheOrderIsAppropriate() {
        ImagingDecision decision =
                ALL.decide(candidate().with(recorded("G95.2")).build());

        assertThat(decision.verdict())
                .isInstanceOfSatisfying(
                        ImagingVerdict.Rated.class,
                        rated -> assertThat(rated.rule().toString()).startsWith("S03/"));
        CdsCard card = card(decision);
        assertThat(card.headline().indicator()).isEqualTo(CdsCard.Indicator.CRITICAL);
        assertThat(card.headline().summary()).startsWith("Emergency: hospital care today. Usually appropriate");
        assertThat(card.detail())
                .startsWith("**Emergency: hospital care today**. Send the patient to an emergency department")
                .contains("**Emergency red flag**\n\n- Any sign of cord compression\n\n**S03");
        assertThat(told(decision)).containsExactly("any-cord-flag");
    }

    /** The order is the right one, and a person who waits for its appointment is lost. */
    @Test
    void anEmergencyThatTheOrderIsForIsToldAsOne() {
        ImagingDecision decision = ALL.decide(lumbarMri()
                .ordered(order -> order.setReasonCode(List.of(concept(ICD, "G83.4"))))
                .build());

        assertThat(decision.verdict()).isInstanceOf(ImagingVerdict.Rated.class);
        CdsCard card = card(decision);
        assertThat(card.headline().indicator()).isEqualTo(CdsCard.Indicator.CRITICAL);
        assertThat(card.headline().summary()).startsWith("Emergency: hospital care today. Usually appropriate");
        assertThat(card.detail()).contains("an outpatient appointment is too late");
    }

    @Test
    void withoutItNothingIsSaid() {
        ImagingDecision decision = ALL.decide(candidate().build());

        assertThat(new CdsCards(Language.EN).card(decision)).isEmpty();
        assertThat(told(decision)).isEmpty();
    }

    @Test
    void aFlagOfAnotherMatterIsToldWhereAnswersMayLeadToAnEmergency() {
        ImagingDecision decision = ALL.decide(lumbarMri()
                .ordered(order -> order.setCode(concept(Procedure.SYSTEM, "mr-knee-wo"))
                        .setReasonCode(List.of(concept(ICD, "M17.1"))))
                .with(recorded("S72.0"))
                .build());

        assertThat(decision.verdict()).isInstanceOf(ImagingVerdict.NeedsData.class);
        CdsCard card = card(decision);
        assertThat(card.headline().summary()).startsWith("Emergency red flag; not rated yet");
        assertThat(card.detail()).startsWith("**Emergency red flag**\n\n- Hip fracture suspected\n");
        assertThat(told(decision)).containsExactly("hip-fracture-suspected");
    }

    private static CdsCard card(ImagingDecision decision) {
        return new CdsCards(Language.EN).card(decision).orElseThrow();
    }

    private static List<String> told(ImagingDecision decision) {
        return new OutputWriter(new AnswerForm(Language.EN, Explain.NONE, 10, "https://pages.example"))
                .output(decision).getParameter().stream()
                        .filter(parameter -> parameter.getName().equals("emergentRedFlag"))
                        .map(parameter -> parameter.getValue().primitiveValue())
                        .toList();
    }

    /** Of a person whose care has failed and who would be operated; every red flag of the low back was denied. */
    private static ImagingRequests candidate() {
        return withoutRedFlags("2026-07-01").answered(answers -> {
            answer(answers, "conservative-care-start", new DateType("2026-07-15"));
            answer(answers, "conservative-care-failed", new BooleanType(true));
            answer(answers, "surgery-or-intervention-candidate", new BooleanType(true));
        });
    }

    private static Condition recorded(String code) {
        return condition(ICD, code).setRecordedDateElement(new DateTimeType("2026-10-05"));
    }
}
