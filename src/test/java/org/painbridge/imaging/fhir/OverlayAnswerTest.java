package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.fhir.ImagingRequests.withoutRedFlags;

import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.GuidanceResponse;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.RelatedArtifact;
import org.hl7.fhir.r4.model.RequestGroup;
import org.hl7.fhir.r4.model.RequestGroup.RequestGroupActionComponent;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.Test;
import org.painbridge.GuideValidator;
import org.painbridge.imaging.ImagingPack;
import org.painbridge.imaging.Language;

/** An answer says which overlay moved a category, from where to where and why, and whether the plan pays. */
class OverlayAnswerTest {
    private static final ImagingAppropriateness LAID =
            new ImagingAppropriateness(ImagingPack.lowBackPainWith(overlays()), ImagingPack.PROCEDURES);

    @Test
    void theOutputTellsEachMoveWithReasonAndSource() {
        List<ParametersParameterComponent> moves = parts(output(LAID, Explain.FULL), "overlay");

        assertThat(moves).extracting(move -> value(move, "id")).containsExactly("near", "far");
        assertThat(moves)
                .extracting(move -> coding(move, "from").getCode())
                .containsExactly("not-appropriate", "may-be-appropriate");
        assertThat(moves)
                .extracting(move -> coding(move, "to").getCode())
                .containsExactly("may-be-appropriate", "not-appropriate");
        assertThat(value(moves.getFirst(), "title")).isEqualTo("Clinique proche");
        assertThat(value(moves.getFirst(), "reason")).isEqualTo("Notre clinique est loin.");
        assertThat(value(parts(moves.getFirst().getPart(), "source").getFirst(), "grade"))
                .isEqualTo("project choice");
    }

    @Test
    void overlaysThatDoNotAgreeAreShownAsSuch() {
        assertThat(parts(output(LAID, Explain.FULL), "overlaysDisagree"))
                .singleElement()
                .satisfies(part -> assertThat(((BooleanType) part.getValue()).booleanValue())
                        .isTrue());
        assertThat(parts(output(ImagingRequests.IMAGING, Explain.FULL), "overlaysDisagree"))
                .isEmpty();
    }

    @Test
    void whetherThePlanPaysIsToldAndWhatNobodyStatedIsNotKnown() {
        ParametersParameterComponent stated =
                parts(output(LAID, Explain.FULL), "insurance").getFirst();
        ParametersParameterComponent silent = parts(output(ImagingRequests.IMAGING, Explain.FULL), "insurance")
                .getFirst();

        assertThat(coding(stated, "eligibility").getCode()).isEqualTo("not-insured");
        assertThat(value(stated, "plan")).isEqualTo("Régime");
        assertThat(value(stated, "reason")).isEqualTo("Aucune pathologie.");
        assertThat(coding(silent, "eligibility").getCode()).isEqualTo("undetermined");
        assertThat(insured(LAID)).containsExactly(false);
        assertThat(insured(ImagingRequests.IMAGING)).isEmpty();
    }

    @Test
    void withoutExplanationTheMoveStandsWithoutItsReason() {
        ParametersParameterComponent move =
                parts(output(LAID, Explain.NONE), "overlay").getFirst();

        assertThat(move.getPart())
                .extracting(ParametersParameterComponent::getName)
                .containsExactly("id", "title", "from", "to");
    }

    @Test
    void anAlternativeThatAnOverlayMadeSaysSoWithItsSources() {
        RequestGroup group = (RequestGroup)
                answer(LAID, Explain.FULL).getParameter("alternatives").getResource();
        RequestGroupActionComponent radiograph = group.getActionFirstRep().getAction().stream()
                .filter(action -> action.getPrefix().equals("S01/xr-lumbar-spine"))
                .findFirst()
                .orElseThrow();

        assertThat(radiograph.getDescription())
                .contains(
                        "Clinique proche : de « Habituellement non approprié » à « Peut être approprié ». Notre clinique est loin.")
                .contains("Régime : non assuré. Aucune pathologie.");
        assertThat(radiograph.getDocumentation())
                .extracting(RelatedArtifact::getDisplay)
                .anyMatch(display -> display.contains("choix de ce projet"))
                .anyMatch(display -> display.contains("règle de paiement"));
        assertThat(radiograph.getCode())
                .extracting(code -> code.getCodingFirstRep().getCode())
                .contains("not-insured");
    }

    @Test
    void theCardSaysWhoMovedWhatAndNamesTheOverlaysSource() {
        ImagingDecision decision = LAID.decide(withoutRedFlags("2026-09-14").build());

        CdsCard english = new CdsCards(Language.EN).card(decision).orElseThrow();
        CdsCard french = new CdsCards(Language.FR).card(decision).orElseThrow();

        assertThat(english.detail())
                .contains("Far clinic: from \"May be appropriate\" to \"Usually not appropriate\". We are near. (")
                .contains("The overlays do not agree; the last one holds.")
                .contains("Plan: not insured. No pathology. (");
        assertThat(french.detail())
                .contains("Clinique lointaine : de « Peut être approprié » à « Habituellement non approprié »")
                .contains("Les surcouches ne s'accordent pas")
                .contains("Régime : non assuré.");
        assertThat(english.headline().summary()).hasSizeLessThanOrEqualTo(140);
        assertThat(english.source().label()).startsWith("NICE");
    }

    @Test
    void whatIsAnsweredIsValidByTheGuide() {
        Parameters answer = answer(LAID, Explain.FULL);

        assertThat(GuideValidator.errors(answer.getParameter("decision").getResource()))
                .isEmpty();
        assertThat(GuideValidator.errors(answer.getParameter("order").getResource()))
                .isEmpty();
    }

    private static List<Boolean> insured(ImagingAppropriateness imaging) {
        ServiceRequest order = (ServiceRequest)
                answer(imaging, Explain.NONE).getParameter("order").getResource();
        return order.getExtensionByUrl(VerdictWriter.EXTENSION).getExtensionsByUrl("insured").stream()
                .map(extension -> ((BooleanType) extension.getValue()).booleanValue())
                .toList();
    }

    private static List<ParametersParameterComponent> output(ImagingAppropriateness imaging, Explain explain) {
        GuidanceResponse decision = (GuidanceResponse)
                answer(imaging, explain).getParameter("decision").getResource();
        return ((Parameters) decision.getContained().getFirst()).getParameter();
    }

    private static Parameters answer(ImagingAppropriateness imaging, Explain explain) {
        AnswerForm form = new AnswerForm(Language.FR, explain, 10, null);
        return new VerdictWriter(form, new OrderRating(new PamaRating("no-criteria-apply", "PainBridge")))
                .parameters(imaging.decide(withoutRedFlags("2026-09-14").build()));
    }

    private static List<ParametersParameterComponent> parts(List<ParametersParameterComponent> of, String name) {
        return of.stream().filter(part -> part.getName().equals(name)).toList();
    }

    private static String value(ParametersParameterComponent parent, String name) {
        return parts(parent.getPart(), name).getFirst().getValue().primitiveValue();
    }

    private static Coding coding(ParametersParameterComponent parent, String name) {
        return (Coding) parts(parent.getPart(), name).getFirst().getValue();
    }

    private static List<String> overlays() {
        return List.of("""
            overlay: near
            title: { en: Near clinic, fr: Clinique proche }
            moves:
              - scenario: S01
                procedures: [mr-lumbar-spine-wo, xr-lumbar-spine]
                category: may-be-appropriate
                reason: { en: "Our clinic is far.", fr: "Notre clinique est loin." }
                sources: [{ id: painbridge, edition: 0.1.0, grade: project choice }]
            insured:
              - scenarios: [S01]
                insured: "yes"
                reason: { en: "Overwritten.", fr: "Remplacé." }
                sources: [{ id: ohip-lumbar, edition: "2018", grade: payment rule }]
            """, """
            overlay: far
            title: { en: Far clinic, fr: Clinique lointaine }
            moves:
              - scenario: S01
                procedures: [mr-lumbar-spine-wo]
                category: not-appropriate
                reason: { en: "We are near.", fr: "Nous sommes proches." }
                sources: [{ id: nice-ng59, edition: "2016", grade: recommendation }]
            """, """
            overlay: plan
            title: { en: Plan, fr: Régime }
            insured:
              - scenarios: [S01]
                insured: "no"
                reason: { en: "No pathology.", fr: "Aucune pathologie." }
                sources: [{ id: ohip-lumbar, edition: "2018", grade: payment rule }]
            """);
    }
}
