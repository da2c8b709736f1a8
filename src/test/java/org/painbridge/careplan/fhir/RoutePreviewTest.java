package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CareTeam.CareTeamStatus;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.Endpoint.EndpointStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.careplan.StoredRef;
import org.painbridge.careplan.Target;

class RoutePreviewTest {
    private final Map<String, Resource> stored = new HashMap<>();
    private final List<CareTeam> teams = new ArrayList<>();

    @Test
    void whoIsNotActiveIsNoCandidate() {
        PractitionerRole gone = role("PractitionerRole/gone").setActive(false);
        PractitionerRole here = role("PractitionerRole/here");
        Patient patient = new Patient()
                .addGeneralPractitioner(new Reference("PractitionerRole/gone"))
                .addGeneralPractitioner(new Reference("PractitionerRole/here"));

        assertThat(Addressees.isActive(gone)).isFalse();
        assertThat(Addressees.isActive(here)).isTrue();
        assertThat(preview(patient).getParameter())
                .singleElement()
                .satisfies(candidate -> assertThat(candidate.getPart())
                        .extracting(part -> String.valueOf(part.getValue().primitiveValue()))
                        .contains("general-practitioner", "certain"));
    }

    @Test
    void anEndpointThatIsOffIsPassedOver() {
        role("PractitionerRole/here")
                .addEndpoint(new Reference("Endpoint/off"))
                .addEndpoint(new Reference("Endpoint/on"));
        endpoint("Endpoint/off", EndpointStatus.OFF);
        endpoint("Endpoint/on", EndpointStatus.ACTIVE);

        assertThat(new Addressees(this::read).of("PractitionerRole/here").endpoint())
                .map(String::valueOf)
                .contains("Endpoint/on");
    }

    /** Several roles are several inboxes, and nobody guesses which. */
    @Test
    void aPersonIsReachedInTheOnlyRoleThatCountsNow() {
        Practitioner alma = new Practitioner();
        alma.setId("Practitioner/alma");
        stored.put("Practitioner/alma", alma);
        role("PractitionerRole/now").setPractitioner(new Reference("Practitioner/alma"));
        role("PractitionerRole/then").setActive(false).setPractitioner(new Reference("Practitioner/alma"));
        Patient patient = new Patient().addGeneralPractitioner(new Reference("Practitioner/alma"));

        assertThat(first(patient)).isEqualTo("PractitionerRole/now");

        role("PractitionerRole/also").setPractitioner(new Reference("Practitioner/alma"));
        assertThat(first(patient)).isEqualTo("Practitioner/alma");
    }

    private String first(Patient patient) {
        return ((Reference) preview(patient)
                        .getParameterFirstRep()
                        .getPartFirstRep()
                        .getValue())
                .getReference();
    }

    @Test
    void anEndpointWhosePeriodHasEndedIsPassedOver() {
        role("PractitionerRole/here").addEndpoint(new Reference("Endpoint/over"));
        endpoint("Endpoint/over", EndpointStatus.ACTIVE);
        ((Endpoint) stored.get("Endpoint/over")).setPeriod(period("2020-01-01", "2021-01-01"));
        Patient patient = new Patient().addGeneralPractitioner(new Reference("PractitionerRole/here"));

        assertThat(preview(patient).getParameterFirstRep().getPart())
                .extracting(part -> String.valueOf(part.getValue().primitiveValue()))
                .contains("pdf-queue");
    }

    @ParameterizedTest
    @CsvSource({
        "2020-01-01,,, 2020-01-01,, care-team",
        "2020-01-01,2021-01-01,, 2020-01-01,, general-practitioner",
        "2020-01-01,,, 2020-01-01,2021-01-01, general-practitioner",
        "2020-01-01,,2021-01-01, 2020-01-01,, general-practitioner",
        "2999-01-01,,, 2020-01-01,, general-practitioner"
    })
    void whoseTeamMembershipOrRoleIsNotOfNowIsNoCandidate(
            String memberSince,
            @Nullable String memberUntil,
            @Nullable String teamUntil,
            String roleSince,
            @Nullable String roleUntil,
            String expected) {
        role("PractitionerRole/member").setPeriod(period(roleSince, roleUntil));
        role("PractitionerRole/gp");
        CareTeam team = new CareTeam().setStatus(CareTeamStatus.ACTIVE).setPeriod(period("2020-01-01", teamUntil));
        team.addParticipant()
                .setMember(new Reference("PractitionerRole/member"))
                .setPeriod(period(memberSince, memberUntil));
        teams.add(team);
        Patient patient = new Patient().addGeneralPractitioner(new Reference("PractitionerRole/gp"));

        assertThat(preview(patient).getParameterFirstRep().getPart())
                .extracting(part -> String.valueOf(part.getValue().primitiveValue()))
                .contains(expected, "certain", "pdf-queue");
    }

    @Test
    void aRoleOfAPersonWhoIsNotActiveAndAPersonByIdentifierAreTakenForWhatTheyAre() {
        Practitioner gone = new Practitioner().setActive(false);
        gone.setId("Practitioner/gone");
        stored.put("Practitioner/gone", gone);
        role("PractitionerRole/gone").setPractitioner(new Reference("Practitioner/gone"));
        role("PractitionerRole/known");
        Reference byName = new Reference()
                .setType("PractitionerRole")
                .setIdentifier(new Identifier().setSystem("s").setValue("7"));
        Patient patient = new Patient()
                .addGeneralPractitioner(new Reference("PractitionerRole/gone"))
                .addGeneralPractitioner(byName);

        assertThat(preview(patient).getParameter())
                .singleElement()
                .satisfies(candidate -> assertThat(candidate.getPartFirstRep().getValue())
                        .isInstanceOfSatisfying(
                                Reference.class,
                                found -> assertThat(found.getReference()).isEqualTo("PractitionerRole/known")));
    }

    private static Period period(String start, @Nullable String end) {
        Period period = new Period().setStartElement(new DateTimeType(start));
        return end == null ? period : period.setEndElement(new DateTimeType(end));
    }

    private Parameters preview(Patient patient) {
        patient.setId("Patient/p1");
        PatientRecords records = new PatientRecords() {
            @Override
            public Optional<Resource> look(String reference) {
                return read(reference);
            }

            @Override
            public List<StoredRef> find(Target.Logical name) {
                return List.of(new StoredRef("PractitionerRole", "known"));
            }

            @Override
            public List<StoredRef> roles(String practitioner) {
                return stored.values().stream()
                        .filter(PractitionerRole.class::isInstance)
                        .filter(role -> practitioner.equals(
                                ((PractitionerRole) role).getPractitioner().getReference()))
                        .map(role -> new StoredRef(
                                "PractitionerRole", role.getIdElement().getIdPart()))
                        .toList();
            }

            @Override
            public List<CareTeam> activeTeams(String of) {
                return of.equals("Patient/p1") ? teams : List.of();
            }
        };
        return new RoutePreview(new RecordWays(records, MemoryPlan.ZONE), records, true)
                .write(patient, roles -> true, MemoryPlan.NOW);
    }

    private Optional<Resource> read(String reference) {
        return Optional.ofNullable(stored.get(reference));
    }

    private PractitionerRole role(String id) {
        PractitionerRole role = new PractitionerRole();
        role.setId(id);
        stored.put(id, role);
        return role;
    }

    private void endpoint(String id, EndpointStatus status) {
        Endpoint endpoint = new Endpoint().setStatus(status);
        endpoint.setId(id);
        stored.put(id, endpoint);
    }
}
