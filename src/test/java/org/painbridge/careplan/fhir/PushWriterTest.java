package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.careplan.fhir.Approved.assertApproved;
import static org.painbridge.careplan.fhir.Pushes.push;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.painbridge.GuideValidator;
import org.painbridge.careplan.PushProblem;
import org.painbridge.careplan.PushVerdict;
import org.painbridge.careplan.StoredRef;
import org.painbridge.clinical.fhir.PlacedReference;

class PushWriterTest extends PushWriting {
    @Test
    void whatIsStoredAndAnsweredIsAsApproved() throws IOException {
        PushRecord written = write(push());

        Bundle stored = new Bundle().setType(Bundle.BundleType.COLLECTION);
        written.resources().forEach(resource -> stored.addEntry().setResource(resource));
        assertApproved("stored", stored);
        assertApproved("answer", written.answer());
    }

    @Test
    void whatIsStoredIsValidByTheGuide() {
        assertThat(write(push()).resources())
                .allSatisfy(
                        resource -> assertThat(GuideValidator.errors(resource)).isEmpty());
    }

    @Test
    void theValidatorOfTheseTestsSeesAFault() {
        CarePlan plan = only(CarePlan.class, write(push()));
        plan.setAuthor(null);

        assertThat(GuideValidator.errors(plan)).anyMatch(error -> error.contains("author"));
    }

    @Test
    void everyReferenceLeadsToAStoredResource() {
        List<Resource> resources = write(push()).resources();
        Set<String> stored = resources.stream().map(Resource::getId).collect(Collectors.toSet());
        stored.addAll(Set.of(
                "Patient/p1",
                "PractitionerRole/pain-specialist-role",
                "PractitionerRole/family-physician-role",
                "Organization/pain-clinic"));

        assertThat(resources.stream()
                        .flatMap(resource -> PlacedReference.in(resource, "").stream())
                        .filter(placed -> !placed.staysInside())
                        .map(PlacedReference::reference)
                        .filter(Reference::hasReference)
                        .map(reference -> reference.getReference().replaceFirst("/_history/.*", "")))
                .hasSizeGreaterThan(20)
                .isSubsetOf(stored);
    }

    @Test
    void whoIsNamedByIdentifierAndStoredIsAddressedAndKeepsTheIdentifier() {
        PushRecord written = write(push());

        Reference subject = only(Goal.class, written).getSubject();
        assertThat(subject.getReference()).isEqualTo("Patient/p1");
        assertThat(subject.getIdentifier().getValue()).isEqualTo("9999999994");
    }

    @Test
    void whoIsNamedByIdentifierAndNotStoredStaysAsSent() {
        Reference physiotherapist =
                only(CareTeam.class, write(push())).getParticipant().get(2).getMember();

        assertThat(physiotherapist.hasReference()).isFalse();
        assertThat(physiotherapist.getIdentifier().getValue()).isEqualTo("PT-1");
    }

    @Test
    void aContainedResourceStaysInPlace() {
        MedicationRequest request = only(MedicationRequest.class, write(push()));

        assertThat(request.getMedicationReference().getReference()).isEqualTo("#med");
        assertThat(request.getContained()).hasSize(1);
    }

    @Test
    void theSendersAgreementIsReplacedByTheServers() {
        String agreement = "https://painbridge.example/fhir/StructureDefinition/plan-agreement";
        var request = push().withPlan(plan -> plan.addExtension(agreement, new CodeType("agreed")));

        CarePlan stored = only(CarePlan.class, write(request));

        assertThat(stored.getExtensionsByUrl(agreement))
                .extracting(extension -> extension.getValue().primitiveValue())
                .containsExactly("awaiting-response");
    }

    @Test
    void theRequestItselfIsLeftAlone() {
        var request = push();
        String before = Pushes.json().encodeResourceToString(request.parameters());

        write(request);

        assertThat(Pushes.json().encodeResourceToString(request.parameters())).isEqualTo(before);
    }

    @Test
    void theTaskIsTheRecipientsInboxItem() {
        Task task = only(Task.class, write(push()));

        assertThat(task.getOwner().getReference()).isEqualTo("PractitionerRole/family-physician-role");
        assertThat(task.getFocus().getReference()).isEqualTo("CarePlan/CarePlan-1/_history/1");
        assertThat(task.getRestriction().getPeriod().getEndElement().getValueAsString())
                .isEqualTo("2026-12-09T10:00:00-05:00");
    }

    @Test
    void aRepetitionGetsTheFirstAnswerMarkedDuplicate() {
        Parameters first = write(push()).answer();

        Parameters again = new AnswerWriter().duplicate(first);

        assertThat(((BooleanType) again.getParameter("duplicate").getValue()).booleanValue())
                .isTrue();
        assertThat(((BooleanType) first.getParameter("duplicate").getValue()).booleanValue())
                .isFalse();
        assertThat(again.getParameters("duplicate")).hasSize(1);
        assertThat(again.getParameter("carePlan").getValue())
                .extracting(value -> ((Reference) value).getReference())
                .isEqualTo("CarePlan/CarePlan-1/_history/1");
    }

    @Test
    void whomNoSystemReachesIsToBeSentPaperByTheSender() {
        people.withoutEndpoint(new StoredRef("PractitionerRole", "family-physician-role"));

        PushRecord written = write(push());

        Task paper = written.resources().stream()
                .filter(Task.class::isInstance)
                .map(Task.class::cast)
                .reduce((review, last) -> last)
                .orElseThrow();
        DocumentReference document = only(DocumentReference.class, written);
        assertThat(paper.getCode().getCodingFirstRep().getCode()).isEqualTo("send-on-paper");
        assertThat(paper.getOwner().getReference()).isEqualTo("Organization/o1");
        assertThat(((Reference) paper.getInputFirstRep().getValue()).getReference())
                .isEqualTo(document.getId());
        assertThat(document.getContentFirstRep().getAttachment().getUrl())
                .isEqualTo("CarePlan/CarePlan-1/$render?format=pdf");
        assertThat(GuideValidator.errors(paper)).isEmpty();
        assertThat(GuideValidator.errors(document)).isEmpty();
        assertThat(Pushes.json().encodeResourceToString(written.answer()))
                .contains("pdf-queue", "No system is known to reach")
                .doesNotContain("Endpoint/");
    }

    @Test
    void aDryRunNamesTheRecipientAndNoResource() {
        PushContent content = content(push());
        Parameters answer = new PushWriter(ZONE, "1").dryRun(accepted(content), look(content));

        assertThat(answer.getParameter())
                .extracting(Parameters.ParametersParameterComponent::getName)
                .containsExactly("route", "duplicate", "outcome");
    }

    @Test
    void aRefusalNamesPlaceCodeAndRemedyOfEachProblem() throws IOException {
        var request = push().withPlan(
                        plan -> plan.getActivityFirstRep().getDetail().setDescription("Walk"))
                .withTeam(team -> team.setSubject(null));

        var verdict = check.check(content(request).push(), people, NOW);

        List<PushProblem> problems = ((PushVerdict.Refused) verdict).problems();
        assertApproved("refusal", new AnswerWriter().refusal(problems));
    }
}
