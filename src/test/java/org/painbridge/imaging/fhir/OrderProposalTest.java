package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.fhir.ImagingRequests.SNOMED;
import static org.painbridge.imaging.fhir.ImagingRequests.condition;
import static org.painbridge.imaging.fhir.ImagingRequests.withoutRedFlags;

import java.util.List;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.GuidanceResponse;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RequestGroup;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.junit.jupiter.api.Test;
import org.painbridge.GuideValidator;
import org.painbridge.imaging.Alternative;
import org.painbridge.imaging.ImagingPack;
import org.painbridge.imaging.Language;

class OrderProposalTest {
    private final ImagingDecision decision = fracture().decide();
    private final Parameters answer = ImagingRequests.WRITER.parameters(decision);

    /** An order of an MRI for a person with a risk of fracture: radiograph and CT are alternatives. */
    private static ImagingRequests fracture() {
        return withoutRedFlags("2026-09-14")
                .because(ImagingRequests.ICD, "M80.9")
                .ordered(order -> order.addIdentifier(
                        new Identifier().setSystem("urn:example:orders").setValue("17")))
                .ordered(order -> order.addOrderDetail().setText("without gadolinium"));
    }

    @Test
    void everyAlternativeThatIsAnExaminationIsAWholeValidOrder() {
        RequestGroup group = (RequestGroup) answer.getParameter("alternatives").getResource();

        assertThat(orders(group)).hasSizeGreaterThan(2).allSatisfy(order -> {
            assertThat(GuideValidator.errors(order, "imaging-order")).isEmpty();
            assertThat(order.getStatus()).isEqualTo(ServiceRequestStatus.DRAFT);
            assertThat(order.getIntent()).isEqualTo(ServiceRequestIntent.OPTION);
            assertThat(order.getCode().getCoding()).isNotEmpty();
            assertThat(order.getSubject().getReference()).isEqualTo("Patient/example");
            assertThat(order.getReasonCode()).hasSize(2);
            assertThat(order.getBasedOnFirstRep().getReference()).isEqualTo("ServiceRequest/order");
        });
    }

    @Test
    void anOrderWithoutRequesterWouldNotBeValid() {
        ServiceRequest order = orders(
                        (RequestGroup) answer.getParameter("alternatives").getResource())
                .getFirst()
                .copy();

        assertThat(GuideValidator.errors(order.setRequester(null), "imaging-order"))
                .anyMatch(error -> error.contains("requester"));
    }

    @Test
    void theOrdersDifferInTheirProcedureAndKeepNothingThatBelongsToTheAskedOne() {
        List<ServiceRequest> orders =
                orders((RequestGroup) answer.getParameter("alternatives").getResource());

        assertThat(orders).extracting(order -> order.getCode().getText()).doesNotHaveDuplicates();
        assertThat(orders).allSatisfy(order -> {
            assertThat(order.hasIdentifier()).isFalse();
            assertThat(order.hasOrderDetail()).isFalse();
            assertThat(order.getExtensionByUrl(VerdictWriter.EXTENSION)).isNull();
        });
    }

    @Test
    void theSideThatOnlyTheAskedCodeToldGoesToTheProposedOrder() {
        ImagingDecision right = fracture()
                .ordered(order -> order.setCode(ImagingRequests.concept("http://loinc.org", "26159-4")))
                .decide();

        assertThat(proposal(right, "mr-shoulder-wo").getBodySite())
                .singleElement()
                .satisfies(site -> assertThat(site.getText()).isEqualTo("Right"));
        assertThat(proposal(right, "nm-bone-scan").hasBodySite()).isFalse();
        assertThat(proposal(decision, "mr-shoulder-wo").hasBodySite()).isFalse();
    }

    private static ServiceRequest proposal(ImagingDecision decision, String procedure) {
        return new OrderProposal(decision)
                .of(ImagingPack.PROCEDURES.find(procedure).orElseThrow());
    }

    @Test
    void theDecisionLeadsToTheAlternatives() {
        GuidanceResponse guidance =
                (GuidanceResponse) answer.getParameter("decision").getResource();

        assertThat(guidance.getResult().getReference())
                .isEqualTo("RequestGroup/"
                        + answer.getParameter("alternatives")
                                .getResource()
                                .getIdElement()
                                .getIdPart());
    }

    @Test
    void theWholeAnswerIsValid() {
        assertThat(GuideValidator.errors(answer)).isEmpty();
    }

    @Test
    void whatTheOrderContainsComesAlong() {
        ImagingRequests request = fracture()
                .ordered(order -> order.addReasonReference(new Reference("#pain"))
                        .addContained(condition(SNOMED, "279039007").setId("pain")));
        Parameters contained = ImagingRequests.WRITER.parameters(request.decide());
        RequestGroup group =
                (RequestGroup) contained.getParameter("alternatives").getResource();

        assertThat(GuideValidator.errors(contained)).isEmpty();
        assertThat(group.getContained()).extracting(Resource::getId).containsOnlyOnce("pain");
        assertThat(orders(group))
                .allSatisfy(order -> assertThat(order.hasContained()).isFalse());
    }

    @Test
    void noImagingIsAnAlternativeWithoutAnOrder() {
        Parameters early =
                ImagingRequests.WRITER.parameters(withoutRedFlags("2026-09-14").decide());
        RequestGroup group = (RequestGroup) early.getParameter("alternatives").getResource();

        assertThat(group.getActionFirstRep().getAction())
                .extracting(action -> action.getResource().hasReference())
                .containsExactly(false);
        assertThat(GuideValidator.errors(early)).isEmpty();
    }

    @Test
    void anOrderThatIsPlacedInsteadAsksForNothingMore() {
        ServiceRequest instead = decision.verdict().alternatives().stream()
                .filter(Alternative::isBetter)
                .flatMap(alternative -> alternative.procedure().stream())
                .map(new OrderProposal(decision)::of)
                .findFirst()
                .orElseThrow();
        ImagingDecision second = fracture().asking(instead).decide();

        assertThat(GuideValidator.errors(instead, "imaging-order")).isEmpty();
        assertThat(instead.hasBasedOn()).isFalse();
        assertThat(instead.getIntent()).isEqualTo(ServiceRequestIntent.ORDER);
        assertThat(new CdsCards(Language.EN).card(second)).isEmpty();
    }

    private static List<ServiceRequest> orders(RequestGroup group) {
        List<ServiceRequest> orders = orders((DomainResource) group);
        assertThat(group.getActionFirstRep().getAction().stream()
                        .filter(action -> action.getResource().hasReference())
                        .map(action -> action.getResource().getReference())
                        .toList())
                .isEqualTo(orders.stream().map(order -> "#" + order.getId()).toList());
        return orders;
    }

    private static List<ServiceRequest> orders(DomainResource container) {
        return container.getContained().stream()
                .filter(ServiceRequest.class::isInstance)
                .map(ServiceRequest.class::cast)
                .toList();
    }
}
