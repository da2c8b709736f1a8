package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.careplan.PushReason.BUNDLE_INVALID;
import static org.painbridge.careplan.PushReason.PARAMETER_INVALID;
import static org.painbridge.careplan.fhir.Pushes.push;

import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.careplan.BusinessIdentifier;
import org.painbridge.careplan.Link;
import org.painbridge.careplan.Member;
import org.painbridge.careplan.PlanPush;
import org.painbridge.careplan.PushProblem;
import org.painbridge.careplan.PushReason;
import org.painbridge.careplan.Target;
import org.painbridge.careplan.fhir.PushReading.Read;
import org.painbridge.careplan.fhir.PushReading.Unreadable;
import org.painbridge.clinical.fhir.PlacedReference;

class PushReaderTest {
    private static final String PLACE = "Parameters.parameter[0].resource.entry[0].resource";

    private final PushReader reader = new PushReader(Pushes.FHIR, ZoneId.of("America/Toronto"), 500);

    @Test
    void aBundleOfTooManyEntriesIsRefusedBeforeAnythingElseIsLookedAt() {
        var few = new PushReader(Pushes.FHIR, ZoneId.of("America/Toronto"), 7);

        assertThat(few.read(push().parameters()))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable -> assertThat(unreadable.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.reason()).isEqualTo(PushReason.BUNDLE_INVALID);
                                    assertThat(problem.fix()).contains("8 entries", "7");
                                }));
    }

    @Test
    void theWholeGraphIsRead() {
        var plan = read(push()).graph().plans().getFirst();

        assertThat(read(push()).graph().members())
                .extracting(Member::type)
                .containsExactly(
                        "CarePlan",
                        "CareTeam",
                        "Condition",
                        "Goal",
                        "ServiceRequest",
                        "MedicationRequest",
                        "Appointment",
                        "Observation");
        assertThat(plan.identifiers())
                .containsExactly(new BusinessIdentifier("https://painbridge.example/fhir/sid/care-plan", "PLAN-2001"));
        assertThat(plan.author())
                .isEqualTo(new Link(PLACE + ".author", new Target.Literal("PractitionerRole", "pain-specialist-role")));
        assertThat(plan.activities())
                .hasSize(3)
                .allSatisfy(activity -> assertThat(activity.request().target()).isInstanceOf(Target.Local.class));
    }

    @Test
    void everyPlaceThatIsNamedHoldsTheReference() {
        Parameters request = push().parameters();

        assertThat(read(push()).graph().members().stream().flatMap(member -> member.links().stream()))
                .hasSizeGreaterThan(20)
                .allSatisfy(
                        link -> assertThat(Pushes.FHIR.newFhirPath().evaluate(request, link.path(), Reference.class))
                                .hasSize(1));
    }

    @Test
    void everyReferenceThatHapiFindsIsFound() {
        var entries = new Entries(Pushes.bundle(push().parameters()), "Bundle");

        assertThat(entries.list()).allSatisfy(entry -> {
            var hapis = Pushes.FHIR.newTerser().getAllPopulatedChildElementsOfType(entry.resource(), Reference.class);
            assertThat(PlacedReference.in(entry.resource(), "").stream().map(PlacedReference::reference))
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(hapis);
        });
    }

    @Test
    void aSubjectMayBeNamedByHealthNumberAlone() {
        var goal = read(push()).graph().members().get(3);

        assertThat(goal.subject().target())
                .isEqualTo(new Target.Logical(
                        "Patient", "https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-patient-hcn", "9999999994"));
    }

    @ParameterizedTest
    @CsvSource({
        "Patient/p2, Literal",
        "Practitioner/x/_history/3, Literal",
        "urn:uuid:7d1f0a52-0000-4000-8000-000000000004, Local",
        "Appointment/a1, Local",
        "https://clinic.example/fhir/Appointment/a1, Local",
        "https://clinic.example/fhir/Appointment/a1/_history/2, Local",
        "urn:uuid:00000000-0000-4000-8000-000000000000, Dangling",
        "https://elsewhere.example/fhir/Practitioner/1, Dangling",
        "Goal?identifier=1, Dangling",
        "#absent, Dangling"
    })
    void aReferenceLeadsWhereFhirSaysItLeads(String reference, String kind) {
        var request = push().with(it -> it.addParameter().setName("recipient").setValue(new Reference(reference)));

        assertThat(read(request).recipients().getFirst().target().getClass().getSimpleName())
                .isEqualTo(kind);
    }

    @Test
    void aReferenceThatOnlyDescribesLeadsNowhere() {
        var request =
                push().with(it -> it.addParameter().setName("recipient").setValue(new Reference().setDisplay("Dr")));

        assertThat(read(request).recipients())
                .containsExactly(new Link("Parameters.parameter[2].value", new Target.Described()));
    }

    @Test
    void twoEntriesOfOneAddressHaveOneKey() {
        var request = push().withBundle(bundle -> {
            bundle.addEntry().setResource((Observation) new Observation().setId("o1"));
            bundle.addEntry().setResource((Observation) new Observation().setId("o1"));
        });

        assertThat(read(request).graph().members().subList(8, 10))
                .extracting(Member::key)
                .containsExactly("Observation/o1", "Observation/o1");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-09T09:30:00-05:00, 2026-12-09T14:30:00Z",
        "2026-12-09, 2026-12-10T04:59:59Z",
        "2026-12, 2027-01-01T04:59:59Z",
        "2027, 2028-01-01T04:59:59Z"
    })
    void aDueDateWithoutTimeMeansItsWholeTime(String due, Instant last) {
        var request = push().with(it -> it.addParameter().setName("responseDue").setValue(new DateTimeType(due)));

        assertThat(read(request).responseDue()).isEqualTo(new PlanPush.Due("Parameters.parameter[2].value", last));
    }

    @Test
    void aDryRunIsNoticed() {
        var request = push().with(it -> it.addParameter().setName("dryRun").setValue(new BooleanType(true)));

        assertThat(content(request).dryRun()).isTrue();
        assertThat(content(push()).dryRun()).isFalse();
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                spoil(PARAMETER_INVALID, "Parameters", request -> remove(request, "pushIdentifier")),
                spoil(
                        PARAMETER_INVALID,
                        "Parameters.parameter[1].value",
                        request -> request.getParameter().get(1).setValue(new Identifier().setValue("without system"))),
                spoil(
                        PARAMETER_INVALID,
                        "Parameters.parameter[2].name",
                        request -> request.addParameter(new ParametersParameterComponent().setName("recipent"))),
                spoil(
                        PARAMETER_INVALID,
                        "Parameters.parameter[2].value",
                        request -> request.addParameter(
                                "pushIdentifier",
                                new Identifier().setSystem("s").setValue("v"))),
                spoil(
                        PARAMETER_INVALID,
                        "Parameters.parameter[2].value",
                        request -> request.addParameter("responseDue", new StringType("soon"))),
                spoil(
                        BUNDLE_INVALID,
                        "Parameters.parameter[0].resource.type",
                        request -> Pushes.bundle(request).setType(Bundle.BundleType.TRANSACTION)),
                spoil(
                        BUNDLE_INVALID,
                        "Parameters.parameter[0].resource.identifier",
                        request -> Pushes.bundle(request).getIdentifier().setValue("another")),
                spoil(
                        BUNDLE_INVALID,
                        "Parameters.parameter[0].resource.entry[8]",
                        request -> Pushes.bundle(request).addEntry().setFullUrl("urn:uuid:1")));
    }

    private static Arguments spoil(PushReason reason, String expression, Consumer<Parameters> change) {
        return Arguments.of(reason, expression, change);
    }

    private static void remove(Parameters request, String name) {
        request.getParameter().removeIf(parameter -> parameter.getName().equals(name));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @MethodSource("unreadable")
    void parametersOfAnotherShapeAreReportedWithTheirPlace(
            PushReason reason, String expression, Consumer<Parameters> change) {
        var problems = ((Unreadable) reader.read(push().with(change).parameters())).problems();

        assertThat(problems).extracting(PushProblem::reason).containsExactly(reason);
        assertThat(problems).extracting(PushProblem::expression).containsExactly(expression);
    }

    @Test
    void emptyParametersAreReportedAsSuch() {
        var problems = ((Unreadable) reader.read(new Parameters())).problems();

        assertThat(problems)
                .extracting(PushProblem::fix)
                .containsExactly("The parameter bundle is missing.", "The parameter pushIdentifier is missing.");
    }

    private PlanPush read(Pushes request) {
        return content(request).push();
    }

    private PushContent content(Pushes request) {
        return ((Read) reader.read(request.parameters())).content();
    }
}
