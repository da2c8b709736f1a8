package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.AnswerAssert;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Label;
import org.painbridge.server.store.AccessScope.Lockbox;
import org.painbridge.server.store.AccessScope.Whose;
import org.springframework.beans.factory.annotation.Autowired;

/** What a patient withholds from somebody is not there for that somebody, and is for everybody else. */
abstract class DirectiveScenarios extends ServerScenarios {
    private static final Set<String> TYPES = Set.copyOf(ExposedTypes.NAMES);

    @Autowired
    private FhirStore store;

    private Sample sample;
    private String doctor;

    @BeforeEach
    void write() {
        sample = sample();
        doctor = "Practitioner/" + sample.id("doctor");
        sample.put("anna", named("Anna"));
        sample.put("bert", named("Bert"));
        sample.put("of-anna", of("anna"));
        sample.put("of-bert", of("bert"));
    }

    @Test
    void aDirectiveAgainstAPractitionerHidesTheRecordButNotWhoseItIs() {
        assertSeen("anna");

        direct(Directives.against(patient("anna"), doctor));

        assertHidden("anna");
        assertSeen("bert");
        assertThat(view().read("Patient", sample.id("anna"))).isPresent();
        assertThat(view().read("Consent", sample.id("directive"))).isEmpty();
        assertThat(sees(view("Practitioner/another"), "of-anna")).isTrue();
        assertThat(sees(store.within(AccessScope.ALL), "of-anna")).isTrue();
    }

    @Test
    void aDirectiveIsAgainstWhoeverIsOneOfItsActors() {
        StoreView member = view(doctor, "PractitionerRole/" + sample.id("role"), "Organization/" + sample.id("clinic"));

        for (String actor : List.of("PractitionerRole/" + sample.id("role"), "Organization/" + sample.id("clinic"))) {
            direct(Directives.against(patient("anna"), "Practitioner/" + sample.id("else"), actor));

            assertThat(sees(member, "of-anna")).as(actor).isFalse();
            assertThat(sees(view(), "of-anna")).as(actor).isTrue();
        }
    }

    @Test
    void withoutAnActorItIsAgainstEverybodyButThePatient() {
        direct(Directives.of(patient("anna")));

        assertHidden("anna");
        assertThat(sees(view(), "of-bert")).isTrue();
        StoreView own =
                store.within(AccessScope.of(new Grant(TYPES, new Whose.Patients(Set.of(sample.id("anna"))), Set.of())));
        assertThat(sees(own, "of-anna")).isTrue();
    }

    @Test
    void itCountsWithinItsPeriodAndWhileItIsActive() {
        direct(during(days(-2, -1)));
        assertSeen("anna");
        direct(during(days(1, 2)));
        assertSeen("anna");
        direct(during(days(-1, 1)));
        assertHidden("anna");
        direct(during(days(-1, 1)).setStatus(ConsentState.INACTIVE));
        assertSeen("anna");
        direct(during(new Period()));
        assertHidden("anna");
        assertThat(http().delete("Consent/" + sample.id("directive")).status()).isEqualTo(204);
        assertSeen("anna");
    }

    @Test
    void aDirectiveAboutAResourceHidesItAndWhatRefersToIt() {
        sample.put("other", of("anna"));
        DetectedIssue issue = new DetectedIssue();
        issue.setStatus(DetectedIssueStatus.FINAL).setPatient(new Reference(patient("anna")));
        issue.addImplicated(new Reference("Observation/" + sample.id("of-anna")));
        sample.put("issue", issue);

        direct(Directives.about(Directives.against(patient("anna"), doctor), "Observation/" + sample.id("of-anna")));

        assertHidden("anna");
        assertThat(view().read("DetectedIssue", sample.id("issue"))).isEmpty();
        assertThat(view().read("Consent", sample.id("directive"))).isEmpty();
        assertThat(sees(view(), "other")).isTrue();
    }

    @Test
    void nobodyWithholdsWhatIsAnotherPatients() {
        direct(Directives.about(Directives.of(patient("anna")), "Observation/" + sample.id("of-bert")));

        assertSeen("bert");
    }

    @Test
    void aDirectiveAboutATypeHidesAllOfIt() {
        direct(Directives.aboutAll(Directives.of(patient("anna")), "Observation"));
        assertHidden("anna");

        direct(Directives.aboutAll(Directives.of(patient("anna")), "MedicationDispense"));
        assertSeen("anna");

        direct(Directives.aboutAll(Directives.of(patient("anna")), "Patient"));
        assertHidden("anna");
        assertThat(view().read("Patient", sample.id("anna"))).isEmpty();
        assertThat(view().read("Patient", sample.id("bert"))).isPresent();
    }

    @Test
    void whatIsAboutTwoPatientsIsWithheldByEither() {
        Observation both = of("bert");
        both.addPerformer(new Reference(patient("anna")));
        sample.put("both", both);
        assertThat(sees(view(), "both")).isTrue();

        direct(Directives.against(patient("anna"), doctor));

        assertThat(sees(view(), "both")).isFalse();
    }

    @Test
    void searchesTotalsChainsAndIncludesTellNothingOfIt() {
        direct(Directives.against(patient("anna"), doctor));

        assertThat(found("Observation")).containsExactly("of-bert");
        assertThat(view().search(query("Observation").where("_total", "accurate"))
                        .total())
                .isEqualTo(1);
        assertThat(view().search(query("Observation").where("_summary", "count"))
                        .total())
                .isEqualTo(1);
        assertThat(found("Patient", "_has:Observation:patient:status", "final")).containsExactly("bert");
        assertThat(found("Patient")).containsExactlyInAnyOrder("anna", "bert");
        assertThat(names(view().search(query("Patient").where("_revinclude", "Observation:subject"))
                        .included()))
                .containsExactly("of-bert");
        Observation pointing = of("bert");
        pointing.addHasMember(new Reference("Observation/" + sample.id("of-anna")));
        sample.put("pointing", pointing);
        assertThat(found("Observation", "has-member:Observation.status", "final"))
                .isEmpty();
        assertThat(names(view().search(query("Observation").where("_include", "Observation:has-member"))
                        .included()))
                .isEmpty();
        assertThat(view().everything(everything("anna")).matches())
                .extracting(StoredResource::type)
                .containsExactly("Patient");
    }

    @Test
    void aChainLeadsThroughNoPatientWhoIsWithheld() {
        direct(Directives.about(Directives.of(patient("anna")), patient("anna")));

        assertThat(found("Observation", "subject:Patient.family", "Anna")).isEmpty();
        assertThat(found("Observation", "subject:Patient.family", "Bert")).containsExactly("of-bert");
        assertThat(found("Patient")).containsExactly("bert");
        assertThat(view().everything(everything("anna")).matches()).isEmpty();
    }

    @Test
    void versionsHistoriesAndLabelsTellNothingOfIt() {
        Observation labelled = of("anna");
        labelled.getMeta().addSecurity().setSystem("urn:made-up:label").setCode(sample.mark());
        change("of-anna", labelled);
        assertThat(view().labels(List.of("Observation")).getSecurity("urn:made-up:label", sample.mark()))
                .isNotNull();

        direct(Directives.against(patient("anna"), doctor));

        assertThat(view().version("Observation", sample.id("of-anna"), 1)).isEmpty();
        assertThat(view().labels(List.of("Observation")).getSecurity("urn:made-up:label", sample.mark()))
                .isNull();
        assertThatThrownBy(() -> view().history(history("of-anna"))).isInstanceOf(StoreProblem.NotFound.class);
        assertThat(historyOfType()).contains("of-bert").doesNotContain("of-anna");
    }

    @Test
    void aVersionThatWasTheOtherPatientsStaysWithheld() {
        direct(Directives.against(patient("anna"), doctor));
        change("of-anna", of("bert"));

        assertThat(view().version("Observation", sample.id("of-anna"), 2)).isPresent();
        assertThat(view().version("Observation", sample.id("of-anna"), 1)).isEmpty();
        assertThat(view().history(history("of-anna")).versions()).hasSize(1);
    }

    @Test
    void thatSomethingWasDeletedIsWithheldWithIt() {
        direct(Directives.against(patient("anna"), doctor));
        http().delete("Observation/" + sample.id("of-anna"));
        http().delete("Observation/" + sample.id("of-bert"));

        assertThat(view().read("Observation", sample.id("of-anna"))).isEmpty();
        assertThat(view().read("Observation", sample.id("of-bert"))).isPresent();
        assertThatThrownBy(() -> view().history(history("of-anna"))).isInstanceOf(StoreProblem.NotFound.class);
        assertThat(historyOfType()).contains("of-bert").doesNotContain("of-anna");
    }

    @Test
    void itIsWithheldFromWhoeverReachesEverybodyBySeveralGrants() {
        Lockbox against = new Lockbox.Against(Set.of(doctor), Set.of(doctor));
        Grant one = new Grant(Set.of("Observation"), new Whose.Everybody(), Set.of(), against);
        Grant labels = new Grant(Set.of("Observation"), new Whose.Everybody(), Set.of(new Label("a", "b")), against);

        direct(Directives.against(patient("anna"), doctor));

        assertThat(sees(store.within(AccessScope.of(one, labels)), "of-anna")).isFalse();
        assertThat(sees(store.within(AccessScope.of(one, labels).withoutDirectives()), "of-anna"))
                .isTrue();
    }

    /** As after an upgrade from a build without these rows. */
    @Test
    void aReindexFindsWhatIsWithheld() {
        direct(Directives.against(patient("anna"), doctor));
        database()
                .sql("delete from consent_directive where source = ?")
                .param("Consent/" + sample.id("directive"))
                .update();
        assertSeen("anna");

        String type = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"type\",\"valueCode\":\"Consent\"}]}";
        assertThat(http().post("$reindex", type).status()).isEqualTo(200);

        assertHidden("anna");
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        Consent withPurpose = Directives.of(patient("anna"));
        withPurpose.getProvision().addPurpose().setCode("TREAT");
        refused(withPurpose, "Consent.provision");
        refused(Directives.against(patient("anna"), "RelatedPerson/1"), "Consent.provision.actor.reference");
        refused(Directives.against("Patient?identifier=1", doctor), "Consent.patient");
        refused(Directives.aboutAll(Directives.of(patient("anna")), "Basic"), "Consent.provision.class");
        Consent both = Directives.aboutAll(Directives.of(patient("anna")), "Observation");
        refused(Directives.about(both, "Observation/1"), "Consent.provision");
        Consent nested = Directives.of(patient("anna"));
        nested.getProvision().addProvision(nested.getProvision().copy()).setType(null);
        refused(nested, "Consent.provision.type");
        Consent without = Directives.of(patient("anna"));
        without.setProvision(null);
        refused(without, "Consent.provision.type");
    }

    @Test
    void whatIsStoredAndNotUnderstoodWithholdsEverything() {
        Consent consent = Directives.against(patient("anna"), "RelatedPerson/1");
        consent.setId(sample.id("directive"));
        store.write(transaction -> transaction.update(consent, null));

        assertHidden("anna");
    }

    @Test
    void otherConsentsWithholdNothing() {
        Consent research = Directives.of(patient("anna"));
        research.getScope().getCodingFirstRep().setCode("research");
        research.getCategoryFirstRep().getCodingFirstRep().setCode("RESEARCH");
        direct(research);
        assertSeen("anna");

        direct(Directives.of(patient("anna")).setStatus(ConsentState.PROPOSED));
        assertSeen("anna");
    }

    private void refused(Consent consent, String place) {
        consent.setId(unique());
        Answer answer = http().put("Consent/" + consent.getIdElement().getIdPart(), json(consent));
        AnswerAssert.assertThat(answer)
                .isRefused(422, "directive-not-understood")
                .at(place);
    }

    private void direct(Consent consent) {
        change("directive", consent);
    }

    private void change(String name, Resource resource) {
        resource.setId(sample.id(name));
        resource.getMeta().addTag("urn:painbridge:test", sample.mark(), null);
        assertThat(http().put(resource.fhirType() + "/" + sample.id(name), json(resource))
                        .status())
                .isBetween(200, 201);
    }

    private Consent during(Period period) {
        Consent consent = Directives.against(patient("anna"), doctor);
        consent.getProvision().setPeriod(period);
        return consent;
    }

    private static Period days(int from, int until) {
        LocalDate today = LocalDate.now();
        return new Period()
                .setStartElement(new DateTimeType(today.plusDays(from).toString()))
                .setEndElement(new DateTimeType(today.plusDays(until).toString()));
    }

    private void assertSeen(String name) {
        assertThat(sees(view(), "of-" + name)).isTrue();
        assertThat(found("Observation")).contains("of-" + name);
    }

    private void assertHidden(String name) {
        assertThat(sees(view(), "of-" + name)).isFalse();
        assertThat(found("Observation")).doesNotContain("of-" + name);
    }

    private boolean sees(StoreView view, String observation) {
        return view.read("Observation", sample.id(observation)).isPresent();
    }

    private StoreView view() {
        return view(doctor);
    }

    private StoreView view(String... members) {
        Lockbox against = new Lockbox.Against(Set.of(members), Set.of(doctor));
        return store.within(AccessScope.of(new Grant(TYPES, new Whose.Everybody(), Set.of(), against)));
    }

    private List<String> found(String type, String... criterion) {
        SearchQuery query = query(type);
        return names(view().search(criterion.length == 0 ? query : query.where(criterion[0], criterion[1]))
                .matches());
    }

    private List<String> names(List<StoredResource> found) {
        return found.stream()
                .map(stored -> stored.id().replace("-" + sample.mark(), ""))
                .toList();
    }

    private List<String> historyOfType() {
        return names(
                view().history(new TypeHistoryQuery(List.of("Observation"), 50, null, null, null)).versions().stream()
                        .map(HistoryPage.Version::stored)
                        .toList());
    }

    private HistoryQuery history(String observation) {
        return new HistoryQuery("Observation", sample.id(observation), null, null, null, null);
    }

    private EverythingQuery everything(String name) {
        return new EverythingQuery(sample.id(name), List.of(), null, null, null, null, null);
    }

    private SearchQuery query(String type) {
        return SearchQuery.of(type).where("_tag", "urn:painbridge:test|" + sample.mark());
    }

    private String patient(String name) {
        return "Patient/" + sample.id(name);
    }

    private Observation of(String name) {
        return Observations.of(patient(name));
    }

    private static Patient named(String name) {
        Patient patient = new Patient();
        patient.addName().setFamily(name);
        return patient;
    }
}
