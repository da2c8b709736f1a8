package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.SafetyIssue;

/** An order that cannot be rated is no reason to be silent about danger. */
class UnreadOrderTest {
    @Test
    void anOrderWithoutAReasonStillHasItsCardOfSafety() {
        var decision = ImagingRequests.lumbarMri()
                .ordered(order -> order.getReasonCode().clear())
                .with(SafetyReadingTest.pacemaker().setPatient(new Reference("Patient/example")))
                .decide();

        assertThat(decision.verdict()).isInstanceOf(ImagingVerdict.NotRecognised.class);
        assertThat(decision.verdict().issues()).extracting(SafetyIssue::gate).containsExactly("mri-device");
        assertThat(new CdsCards(Language.EN).card(decision)).hasValueSatisfying(card -> {
            assertThat(card.headline().summary()).startsWith("Safety: ");
            assertThat(card.headline().indicator()).isEqualTo(CdsCard.Indicator.WARNING);
            assertThat(card.detail()).contains("ServiceRequest.reasonCode");
        });
    }

    @Test
    void anEmergencyIsToldOfAnOrderWithoutAReason() {
        var decision = ImagingRequests.lumbarMri()
                .ordered(order -> order.getReasonCode().clear())
                .with(ImagingRequests.condition(ImagingRequests.ICD, "G83.4"))
                .decide();

        assertThat(new CdsCards(Language.EN).card(decision)).hasValueSatisfying(card -> {
            assertThat(card.headline().summary()).startsWith("Emergency red flag");
            assertThat(card.headline().indicator()).isEqualTo(CdsCard.Indicator.CRITICAL);
            assertThat(card.detail()).contains("Any neurological red flag of the low back");
        });
    }

    @Test
    void whatIsKnownOfDangerMakesAnotherDecisionOfAnOrderThatCannotBeRead() {
        var plain = ImagingRequests.lumbarMri()
                .ordered(order -> order.getReasonCode().clear());
        var device = ImagingRequests.lumbarMri()
                .ordered(order -> order.getReasonCode().clear())
                .with(SafetyReadingTest.pacemaker().setPatient(new Reference("Patient/example")));

        assertThat(plain.decide().id()).isNotEqualTo(device.decide().id());
    }
}
