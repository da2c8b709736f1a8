package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.careplan.fhir.Approved.assertApproved;
import static org.painbridge.careplan.fhir.Pushes.push;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.painbridge.GuideValidator;
import org.painbridge.careplan.PushCheck;
import org.painbridge.careplan.PushPolicy;
import org.painbridge.careplan.PushProblem;
import org.painbridge.careplan.PushVerdict;
import org.painbridge.careplan.PushVerdict.Accepted;
import org.painbridge.careplan.StoredPeople;
import org.painbridge.careplan.StoredRef;
import org.painbridge.careplan.TaperCheck;
import org.painbridge.careplan.TaperRules;
import org.painbridge.careplan.Target;
import org.painbridge.clinical.Terminology;
import org.painbridge.clinical.fhir.PlacedReference;

class PushWriterTest {
    private static final ZoneId ZONE = ZoneId.of("America/Toronto");
    private static final Instant NOW = Instant.parse("2026-11-25T15:00:00Z");
    private static final String HEALTH_NUMBERS = "https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-patient-hcn";

    private final PushReader reader = new PushReader(Pushes.FHIR, ZONE, 500);
    private final PushCheck check = new PushCheck(new PushPolicy(
            new Terminology().codeSet("https://painbridge.example/fhir/ValueSet/family-physician-role"),
            Duration.ofDays(14)));
    private final TaperReader taper = new TaperReader(
            new TaperCheck(TaperRules.read()),
            new Terminology().codeSet("https://painbridge.example/fhir/ValueSet/naloxone-medication"));
    private final StoredPeople people = new StoredPeople()
            .with("Patient", "p1")
            .with(new Target.Logical("Patient", HEALTH_NUMBERS, "9999999994"), new StoredRef("Patient", "p1"))
            .with("PractitionerRole", "pain-specialist-role")
            .with("Organization", "pain-clinic")
            .with(
                    new Target.Logical("PractitionerRole", "https://painbridge.example/fhir/sid/clinic-role", "FP-7"),
                    new StoredRef("PractitionerRole", "family-physician-role"));

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
    void aTaperThatRisesOrLacksNaloxoneIsToldAndStored() {
        Pushes request = push();
        MedicationRequest first = request.member(MedicationRequest.class);
        first.addExtension(target(90));
        MedicationRequest second = first.copy();
        second.setIdElement(new IdType());
        second.getExtension().clear();
        second.addExtension(target(100));
        second.setPriorPrescription(new Reference("urn:uuid:first"));
        Bundle bundle = Pushes.bundle(request.parameters());
        bundle.getEntry().stream()
                .filter(entry -> entry.getResource() == first)
                .forEach(entry -> entry.setFullUrl("urn:uuid:first"));
        request.withPlan(plan -> plan.getActivity().get(1).getReference().setReference("urn:uuid:first"));
        bundle.addEntry().setFullUrl("urn:uuid:second").setResource(second);

        PushRecord written = write(request);

        OperationOutcome outcome =
                (OperationOutcome) written.answer().getParameter("outcome").getResource();
        assertThat(outcome.getIssue()).hasSize(3);
        assertThat(outcome.getIssue().get(1).getDiagnostics()).contains("aims at 100 mg/d", "Rule T1");
        assertThat(outcome.getIssue().get(2).getDiagnostics()).contains("no naloxone", "Rule T4");
        assertThat(outcome.getIssue().get(2).getSeverity().toCode()).isEqualTo("warning");
    }

    @Test
    void naloxoneIsKnownByItsProductOrByTheReasonWhyThereIsNone() {
        Pushes bare = push().with(MedicationRequest.class, request -> request.addExtension(target(90)));
        Pushes said = push().with(MedicationRequest.class, request -> request.addExtension(target(90)))
                .withPlan(plan -> plan.addNote().setText("Naloxone: she has a kit at home"));
        Pushes product = push().with(MedicationRequest.class, request -> request.addExtension(target(90)));
        MedicationRequest kit = product.member(MedicationRequest.class).copy();
        kit.setIdElement(new IdType());
        kit.getExtension().clear();
        kit.getContained().clear();
        kit.setMedication(
                new CodeableConcept(new Coding("http://hl7.org/fhir/NamingSystem/ca-hc-din", "02458187", null)));
        Pushes.bundle(product.parameters())
                .addEntry()
                .setFullUrl("urn:uuid:kit")
                .setResource(kit);

        assertThat(taper.look(content(bare)))
                .extracting(TaperCheck.Finding::rule)
                .containsExactly("T4");
        assertThat(taper.look(content(said))).isEmpty();
        assertThat(taper.look(content(product))).isEmpty();
    }

    private static Extension target(int milligrams) {
        Quantity amount = new Quantity(milligrams);
        amount.setUnit("mg/d").setSystem("http://unitsofmeasure.org").setCode("mg/d");
        return new Extension("https://painbridge.example/fhir/StructureDefinition/target-mme", amount);
    }

    @Test
    void aDryRunNamesTheRecipientAndNoResource() {
        PushContent content = content(push());
        Parameters answer = new PushWriter(ZONE, "1", taper).dryRun(content, accepted(content));

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

    private PushRecord write(Pushes request) {
        PushContent content = content(request);
        Map<String, Integer> counts = new HashMap<>();
        return new PushWriter(ZONE, "1", taper)
                .write(content, accepted(content), type -> type + "-" + counts.merge(type, 1, Integer::sum), NOW);
    }

    private Accepted accepted(PushContent content) {
        return (Accepted) check.check(content.push(), people, NOW);
    }

    private PushContent content(Pushes request) {
        return ((PushReading.Read) reader.read(request.parameters())).content();
    }

    private static <T extends Resource> T only(Class<T> type, PushRecord written) {
        return written.resources().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .collect(Collectors.collectingAndThen(Collectors.toList(), list -> {
                    assertThat(list).hasSize(1);
                    return list.getFirst();
                }));
    }
}
