package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CareTeam.CareTeamParticipantComponent;
import org.hl7.fhir.r4.model.CareTeam.CareTeamStatus;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Whose;
import org.springframework.beans.factory.annotation.Autowired;

/** Who takes part in a patient's care sees the patient's resources, as long as it lasts, and nobody else's. */
abstract class CareScopeScenarios extends ServerScenarios {
    private static final Set<String> TYPES = Set.of("Patient", "Observation", "CareTeam", "Practitioner", "Task");

    @Autowired
    private FhirStore store;

    private Sample sample;
    private String doctor;

    @BeforeEach
    void write() {
        sample = sample();
        doctor = "Practitioner/" + sample.id("doctor");
        sample.put("own", patient(doctor));
        sample.put("foreign", patient("Practitioner/" + sample.id("other")));
        sample.put("of-own", of("own"));
        sample.put("of-foreign", of("foreign"));
    }

    @Test
    void theGeneralPractitionerSeesThePatientsResourcesAndNoOthers() {
        assertSeen("own");
        assertHidden("foreign");
        assertThat(names("Observation")).containsExactly("of-own");
        assertThat(view(doctor)
                        .search(query("Observation").where("_total", "accurate"))
                        .total())
                .isEqualTo(1);
        assertThat(view(doctor)
                        .search(query("Observation").where("subject:Patient.active", "true"))
                        .matches())
                .hasSize(1);
        assertThat(view(doctor)
                        .search(query("Patient").where("_has:Observation:subject:status", "final"))
                        .matches())
                .hasSize(1);
    }

    /** In no compartment of R4; but the inbox of a practice is a search for them. */
    @Test
    void tasksAboutThePatientAreSeenToo() {
        for (String patient : List.of("own", "foreign")) {
            Task task = new Task();
            task.setStatus(TaskStatus.REQUESTED).setIntent(TaskIntent.PROPOSAL);
            task.setFor(new Reference("Patient/" + sample.id(patient)));
            sample.put("task-" + patient, task);
        }

        assertThat(names("Task")).containsExactly("task-own");
    }

    @Test
    void anotherGeneralPractitionerTakesOver() {
        change("own", patient("Practitioner/" + sample.id("other")));

        assertHidden("own");
    }

    @Test
    void aMemberOfAnActiveTeamSeesThePatientUntilTheEndOfTheMembership() {
        assertHidden("foreign");

        change("team", team(CareTeamStatus.ACTIVE, days(-10, 10), days(-1, 1)));
        assertSeen("foreign");

        change("team", team(CareTeamStatus.ACTIVE, days(-10, 10), days(-5, -1)));
        assertHidden("foreign");
        change("team", team(CareTeamStatus.ACTIVE, days(-10, -1), days(-5, 5)));
        assertHidden("foreign");
        change("team", team(CareTeamStatus.ACTIVE, days(-10, 10), days(1, 5)));
        assertHidden("foreign");
        change("team", team(CareTeamStatus.SUSPENDED, new Period(), new Period()));
        assertHidden("foreign");
        change("team", team(CareTeamStatus.ACTIVE, new Period(), new Period()));
        assertSeen("foreign");
        assertThat(http().delete("CareTeam/" + sample.id("team")).status()).isEqualTo(204);
        assertHidden("foreign");
    }

    @Test
    void theOrganizationForWhichAMemberActsTakesPartToo() {
        String organization = "Organization/" + sample.id("clinic");
        CareTeam team = team(CareTeamStatus.ACTIVE, new Period(), new Period());
        team.getParticipantFirstRep().setOnBehalfOf(new Reference(organization));
        sample.put("team", team);

        assertThat(view(organization).read("Observation", sample.id("of-foreign")))
                .isPresent();
        assertThat(view(organization).read("Observation", sample.id("of-own"))).isEmpty();
    }

    @Test
    void whatIsWrittenHasToBeOfSomebodyInCareToo() {
        Observation own = of("own");
        Observation foreign = of("foreign");
        Observation moved = of("foreign");
        moved.setId(sample.id("of-own"));

        assertThat(view(doctor).write(transaction -> transaction.create(own)).version())
                .isEqualTo(1);
        assertThatThrownBy(() -> view(doctor).write(transaction -> transaction.create(foreign)))
                .isInstanceOf(StoreProblem.Denied.class);
        assertThatThrownBy(() -> view(doctor).write(transaction -> transaction.put(moved, null)))
                .isInstanceOf(StoreProblem.Denied.class);
        assertThatThrownBy(() -> view(doctor).write(transaction -> transaction.create(patient("Practitioner/nobody"))))
                .isInstanceOf(StoreProblem.Denied.class);
    }

    @Test
    void nobodyAdmitsHimselfToTheCareOfAPatient() {
        CareTeam team = team(CareTeamStatus.ACTIVE, new Period(), new Period());
        Patient taken = patient(doctor);
        taken.setId(sample.id("foreign"));

        assertThatThrownBy(() -> view(doctor).write(transaction -> transaction.create(team)))
                .isInstanceOf(StoreProblem.Denied.class);
        assertThatThrownBy(() -> view(doctor).write(transaction -> transaction.put(taken, null)))
                .isInstanceOf(StoreProblem.Denied.class);
        assertHidden("foreign");
    }

    @Test
    void aPatientOfOnesOwnIsStoredWithWhatBelongsToIt() {
        StoredResource stored = view(doctor).write(transaction -> {
            StoredResource patient = transaction.create(patient(doctor));
            return transaction.create(Observations.of(patient.reference()));
        });

        assertThat(view(doctor).read("Observation", stored.id())).isPresent();
    }

    @Test
    void aPastVersionIsForThoseWhoCareForItsPatient() {
        Observation moved = of("own");
        change("of-foreign", moved);

        assertThat(view(doctor).version("Observation", sample.id("of-foreign"), 1))
                .isEmpty();
        assertThat(view(doctor).version("Observation", sample.id("of-foreign"), 2))
                .isPresent();
    }

    /** As after an upgrade from a build without these rows. */
    @Test
    void aReindexFindsWhoTakesPart() {
        change("team", team(CareTeamStatus.ACTIVE, new Period(), new Period()));
        database()
                .sql("delete from care_relation where source = ?")
                .param("CareTeam/" + sample.id("team"))
                .update();
        assertHidden("foreign");

        String type =
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"type\",\"valueCode\":\"CareTeam\"}]}";
        assertThat(http().post("$reindex", type).status()).isEqualTo(200);

        assertSeen("foreign");
    }

    private void change(String name, Resource resource) {
        resource.setId(sample.id(name));
        assertThat(http().put(resource.fhirType() + "/" + sample.id(name), json(resource))
                        .status())
                .isBetween(200, 201);
    }

    private void assertSeen(String patient) {
        assertThat(view(doctor).read("Patient", sample.id(patient))).isPresent();
        assertThat(view(doctor).read("Observation", sample.id("of-" + patient))).isPresent();
    }

    private void assertHidden(String patient) {
        assertThat(view(doctor).read("Patient", sample.id(patient))).isEmpty();
        assertThat(view(doctor).read("Observation", sample.id("of-" + patient))).isEmpty();
    }

    private List<String> names(String type) {
        return view(doctor).search(query(type)).matches().stream()
                .map(stored -> stored.id().replace("-" + sample.mark(), ""))
                .toList();
    }

    private StoreView view(String member) {
        AccessScope scope = AccessScope.of(new Grant(TYPES, new Whose.InCareOf(Set.of(member)), Set.of()));
        return store.within(new AccessRights(scope, scope, scope, scope));
    }

    private SearchQuery query(String type) {
        return SearchQuery.of(type).where("_tag", "urn:painbridge:test|" + sample.mark());
    }

    private CareTeam team(CareTeamStatus status, Period whole, Period membership) {
        CareTeam team = new CareTeam();
        team.setStatus(status).setPeriod(whole).setSubject(new Reference("Patient/" + sample.id("foreign")));
        team.addParticipant(new CareTeamParticipantComponent()
                .setMember(new Reference(doctor))
                .setPeriod(membership));
        return team;
    }

    private static Period days(int from, int until) {
        LocalDate today = LocalDate.now();
        return new Period()
                .setStartElement(new DateTimeType(today.plusDays(from).toString()))
                .setEndElement(new DateTimeType(today.plusDays(until).toString()));
    }

    private Observation of(String patient) {
        return Observations.of("Patient/" + sample.id(patient));
    }

    private static Patient patient(String practitioner) {
        Patient patient = new Patient();
        patient.setActive(true).addGeneralPractitioner(new Reference(practitioner));
        return patient;
    }
}
