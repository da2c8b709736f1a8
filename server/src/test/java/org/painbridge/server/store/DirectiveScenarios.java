package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.AnswerAssert;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Label;
import org.painbridge.server.store.AccessScope.Lockbox;
import org.painbridge.server.store.AccessScope.Whose;

/** What a patient withholds from somebody is not there for that somebody, and is for everybody else. */
abstract class DirectiveScenarios extends DirectedRecords {
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

        sample.put("else", new Practitioner());
        sample.put("role", new PractitionerRole());
        sample.put("clinic", new Organization().setName("Clinic"));
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
        for (String others : List.of("Observation/" + sample.id("of-bert"), patient("bert"))) {
            refused(Directives.about(Directives.of(patient("anna")), others), "Consent.provision.data");
        }
        Consent stored = Directives.about(Directives.of(patient("anna")), "Observation/" + sample.id("of-bert"));
        stored.setId(sample.id("directive"));
        store.write(transaction -> transaction.update(stored, null));

        assertSeen("bert");
    }

    @Test
    void whatADirectiveNamedBeforeIsNotAskedForAgain() {
        Consent consent = Directives.against(patient("anna"), "Practitioner/" + sample.id("gone"));
        consent.setId(sample.id("directive"));
        store.write(transaction -> transaction.update(consent.copy(), null));
        String url = "Consent/" + sample.id("directive");
        consent.getProvision().setPeriod(days(-2, -1));

        assertThat(http().put(url, json(consent)).status()).isEqualTo(200);
        consent.setPatient(new Reference(patient("bert")));
        AnswerAssert.assertThat(http().put(url, json(consent)))
                .isRefused(422, "directive-not-understood")
                .at("Consent.provision.actor.reference");
        AnswerAssert.assertThat(http().put(
                                url,
                                json(Directives.against(patient("anna"), doctor + "x")
                                        .setId(sample.id("directive")))))
                .isRefused(422, "directive-not-understood");
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
    void itIsWithheldFromWhoeverReachesEverybodyBySeveralGrants() {
        Lockbox against = new Lockbox.Against(Set.of(doctor), Set.of(doctor));
        Grant one = new Grant(Set.of("Observation"), new Whose.Everybody(), Set.of(), against);
        Grant labels = new Grant(Set.of("Observation"), new Whose.Everybody(), Set.of(new Label("a", "b")), against);

        direct(Directives.against(patient("anna"), doctor));

        assertThat(sees(store.within(AccessScope.of(one, labels)), "of-anna")).isFalse();
        assertThat(sees(store.within(AccessScope.of(one, labels).withoutDirectives()), "of-anna"))
                .isTrue();
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
    void aDirectiveAboutOrAgainstNobodyIsRefused() {
        for (String nobody : List.of("Practitioner/", "PractitionerRole/", "Organization/")) {
            String actor = nobody + sample.id("nobody");
            refused(Directives.against(patient("anna"), doctor, actor), "Consent.provision.actor.reference");
        }
        refused(Directives.against(patient("nobody"), doctor), "Consent.patient");
        refused(
                Directives.about(Directives.of(patient("anna")), "Observation/" + sample.id("nobody")),
                "Consent.provision.data");
        assertSeen("anna");
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
}
