package org.painbridge.server.dispensing.nms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import org.hl7.fhir.r4.model.Consent;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.ScopedCallers;
import org.painbridge.server.store.AccessRights;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Label;
import org.painbridge.server.store.AccessScope.Lockbox;
import org.painbridge.server.store.AccessScope.Whose;
import org.painbridge.server.store.Directives;
import org.painbridge.server.store.ExposedTypes;
import org.springframework.beans.factory.annotation.Autowired;

/** What is taken back and by whom, and who may know what was dispensed. */
abstract class NmsReverseScenarios extends NmsScenarios {
    private static final String DOCTOR = "Practitioner/kept-out";
    private static final Label RESTRICTED = new Label("http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "R");

    @Autowired
    private ScopedCallers callers;

    @Test
    void aReversalIsNotReversedNorForgotten() {
        Answer submitted = submit(dispense);

        Answer first = reverse(prescription("RX-1"));
        String another = ",{\"name\":\"status\",\"valueCode\":\"cancelled\"}";

        Answer again = reverse(prescription("RX-1"));

        assertThat(first).hasStatus(200);
        assertThat(text(first, "duplicate", "valueBoolean")).isEqualTo("false");
        assertThat(text(again, "duplicate", "valueBoolean")).isEqualTo("true");
        assertThat(again.text().replace("\"valueBoolean\":true", "\"valueBoolean\":false"))
                .isEqualTo(first.text());
        assertThat(reverse(prescription("RX-1") + another)).isRefused(409, "nms-reversed-already");
        assertThat(text(submit(dispense), "status", "valueCode")).isEqualTo("reversed");
        assertThat(http().get("MedicationDispense/" + stored(submitted)).text()).contains("\"versionId\":\"2\"");
    }

    @Test
    void onlyThePharmacyThatSubmittedTakesItBack() {
        Answer elsewhere = submit(dispense.at(pharmacy + "-other"));
        String byReference = "{\"name\":\"dispense\",\"valueReference\":{\"reference\":\"MedicationDispense/"
                + stored(elsewhere) + "/_history/1\"}}";

        assertThat(reverse(byReference)).isRefused(403, "nms-pharmacy-other");
        assertThat(reverse(prescription("RX-1"))).isRefused(404, "nms-reversal-unknown");
        assertThat(http().get("MedicationDispense/" + stored(elsewhere)).text()).contains("\"completed\"");
    }

    @Test
    void whichOfSeveralIsToBeSaid() {
        submit(dispense);
        Answer refill = submit(dispense.numbered("2"));
        String second =
                ",{\"name\":\"transaction\",\"valueString\":\"2\"},{\"name\":\"status\",\"valueCode\":\"cancelled\"}"
                        + ",{\"name\":\"reason\",\"valueString\":\"Not picked up\"}";

        assertThat(reverse(prescription("RX-1"))).isRefused(422, "nms-reversal-ambiguous");
        assertThat(reverse(prescription("RX-1") + second)).hasStatus(200);
        assertThat(http().get("MedicationDispense/" + stored(refill)).text())
                .contains("\"cancelled\"", "Not picked up");
    }

    @Test
    void whatIsTooOldIsNotTakenBack() {
        submit(dispense);
        String past = PharmacyRecord.today().minusDays(366).toString();
        database()
                .sql("update nms_submission set dispensed_on = cast(? as date) where pharmacy like ?")
                .params(past, "%" + pharmacy)
                .update();

        assertThat(reverse(prescription("RX-1"))).isRefused(422, "nms-reversal-too-late");
    }

    @Test
    void anInquiryNeedsNumberAndBirthDateThatFit() {
        submit(dispense);

        assertThat(inquire(PharmacyRecord.BORN)).hasStatus(200);
        assertThat(inquire("1960-02-04"))
                .isRefused(422, "nms-birth-date-differs")
                .saying("birth date");
        assertThat(inquire("1960-02-04").text()).contains("\"code\":\"FHIR_PTNT_2005\"");
        assertThat(inquire("1960-02")).isRefused(400, "invalid-parameter");
        String unknown = question(PharmacyRecord.BORN).replace(person, PharmacyRecord.anyHealthNumber());
        Answer nobody = http().post("MedicationDispense/$nms-inquiry", unknown);
        assertThat(nobody).isRefused(404, "nms-number-unknown");
        assertThat(nobody.text()).contains("\"code\":\"FHIR_PTNT_2002\"");
    }

    @Test
    void anInquiryLooksBackAHundredAndTwentyDays() {
        Answer inside = submit(dispense.of(1).on(PharmacyRecord.today().minusDays(119)));
        Answer outside = submit(dispense.of(2).on(PharmacyRecord.today().minusDays(120)));
        String longer =
                question(PharmacyRecord.BORN).replace("]}", ",{\"name\":\"from\",\"valueDate\":\"2000-01-01\"}]}");

        Answer usual = inquire(PharmacyRecord.BORN);
        Answer all = http().post("MedicationDispense/$nms-inquiry", longer);

        assertThat(ids(usual, "MedicationDispense")).containsExactly(stored(inside));
        assertThat(ids(all, "MedicationDispense")).containsExactly(stored(inside), stored(outside));
        assertThat(usual.text()).contains("\"mode\":\"include\"").doesNotContain(person + "&", "identifier=");
    }

    @Test
    void whatIsWithheldIsNeitherInInquiriesNorInAnswers() {
        Lockbox lockbox = new Lockbox.Against(Set.of(DOCTOR), Set.of(DOCTOR));
        String[] doctor = callers.header(
                AccessScope.of(new Grant(Set.copyOf(ExposedTypes.NAMES), new Whose.Everybody(), Set.of(), lockbox)));
        Answer seen = submit(dispense.of(1).on(PharmacyRecord.today().minusDays(2)));
        Answer withheld = submit(dispense.of(2).on(PharmacyRecord.today().minusDays(1)));
        http().put(DOCTOR, "{\"resourceType\":\"Practitioner\",\"id\":\"kept-out\"}");
        String patient = ids(inquire(PharmacyRecord.BORN), "Patient").getFirst();
        Consent consent = Directives.about(
                Directives.against("Patient/" + patient, DOCTOR), "MedicationDispense/" + stored(withheld));
        assertThat(http().post("Consent", json(consent))).hasStatus(201);

        assertKeptFrom(doctor, seen, withheld);
    }

    @Test
    void whatALabelHidesIsNeitherInInquiriesNorInAnswers() {
        Answer seen = submit(dispense.of(1).on(PharmacyRecord.today().minusDays(2)));
        Answer hidden = submit(dispense.of(2).on(PharmacyRecord.today().minusDays(1)));
        label(hidden);

        assertKeptFrom(uncleared(), seen, hidden);
    }

    /** Its own dispense is no secret from who handed it over. */
    @Test
    void whatTheRulesSayOfTheOwnDispenseIsToldWhateverLabelThatHas() {
        Answer first = submit(dispense.of(1).on(PharmacyRecord.today().minusDays(2)));
        submit(dispense.of(2).on(PharmacyRecord.today().minusDays(1)));
        Answer own = submit(dispense.of(3));
        label(own);

        Answer again = http().post(
                        "MedicationDispense/$nms-submit",
                        PharmacyRecord.body(dispense.of(3).json()),
                        uncleared());

        assertThat(text(again, "duplicate", "valueBoolean")).isEqualTo("true");
        assertThat(rules(again)).isEqualTo(rules(own)).contains("N1");
        assertThat(text(again, "note", "valueString")).contains("if anything, are not in it");
        label(first);
        assertThat(rules(http().post(
                                "MedicationDispense/$nms-submit",
                                PharmacyRecord.body(dispense.of(3).json()),
                                uncleared())))
                .doesNotContain("N1");
    }

    @Test
    void whoSubmitsIsToldWhateverElseItMayReadButNotOfALabelledDispense() {
        AccessScope dispenses =
                AccessScope.of(new Grant(Set.of("MedicationDispense"), new Whose.Everybody(), Set.of(RESTRICTED)));
        List<String[]> pharmacies =
                List.of(submitting(AccessScope.NOTHING, dispenses), submitting(dispenses, dispenses));
        Answer first = submit(dispense.of(1).on(PharmacyRecord.today().minusDays(2)));
        submit(dispense.of(2).on(PharmacyRecord.today().minusDays(1)));
        submit(dispense.of(3));
        PharmacyRecord told = dispense.of("RX-9").by("900003");
        assertThat(parameters(post("$nms-dur", told, pharmacies.getFirst()), "notRaised")
                        .toString())
                .contains("\"N1\"");

        assertThat(pharmacies).allSatisfy(caller -> {
            assertThat(rules(post("$nms-submit", dispense.of(3), caller))).contains("N1");
            assertThat(rules(post("$nms-dur", dispense.of(4), caller))).contains("N1");
        });
        label(first);
        assertThat(parameters(post("$nms-dur", told, pharmacies.getFirst()), "notRaised")
                        .toString())
                .doesNotContain("\"N1\"");
        assertThat(pharmacies).allSatisfy(caller -> {
            assertThat(rules(post("$nms-submit", dispense.of(3), caller))).doesNotContain("N1");
            Answer tried = post("$nms-dur", dispense.of(4), caller);
            assertThat(rules(tried)).doesNotContain("N1");
            assertThat(text(tried, "note", "valueString")).contains("if anything, are not in it");
        });
    }

    /** Whether it is withheld cannot be known then. */
    @Test
    void aFindingWithoutPatientIsToldToWhomNothingIsHiddenFrom() {
        String submitted = stored(submit(dispense));
        Answer found = http().post("DetectedIssue", """
                {"resourceType":"DetectedIssue","status":"final","code":{"text":"of a test"},
                 "implicated":[{"reference":"MedicationDispense/%s"},{"identifier":{"value":"elsewhere"}}]}""".formatted(submitted));
        assertThat(found).hasStatus(201);

        assertThat(submit(dispense).text()).contains(found.id());
        Answer told = post("$nms-submit", dispense, uncleared());
        assertThat(told).hasStatus(200);
        assertThat(told.text()).doesNotContain(found.id());
    }

    private Answer post(String operation, PharmacyRecord record, String... caller) {
        return http().post("MedicationDispense/" + operation, PharmacyRecord.body(record.json()), caller);
    }

    private String[] submitting(AccessScope see, AccessScope tell) {
        AccessScope all = AccessScope.ALL;
        return callers.header(new AccessRights(
                see, tell, all, all, all, new AccessRights.Finds(see, see), AccessRights.Origin.NOBODY));
    }

    private String[] uncleared() {
        return callers.header(
                AccessScope.of(new Grant(Set.copyOf(ExposedTypes.NAMES), new Whose.Everybody(), Set.of(RESTRICTED))));
    }

    private void label(Answer submitted) {
        String security = "\"meta\":{\"security\":[{\"system\":\"" + RESTRICTED.system() + "\",\"code\":\"R\"}],";
        String place = "MedicationDispense/" + stored(submitted);
        String labelled = http().get(place).text().replaceFirst("\"meta\":\\{", Matcher.quoteReplacement(security));
        assertThat(http().put(place, labelled)).hasStatus(200);
    }

    private void assertKeptFrom(String[] caller, Answer seen, Answer withheld) {
        String third = PharmacyRecord.body(dispense.of(3).json());

        Answer inquiry = inquire(PharmacyRecord.BORN, caller);
        Answer tried = http().post("MedicationDispense/$nms-dur", third, caller);
        Answer submitted = http().post("MedicationDispense/$nms-submit", third, caller);

        assertThat(ids(inquiry, "MedicationDispense")).containsExactly(stored(seen));
        assertThat(inquiry.text()).contains("if any, are not in it").doesNotContain(stored(withheld));
        assertThat(List.of(rules(tried), rules(submitted)))
                .allSatisfy(rules -> assertThat(rules).doesNotContain("N1"));
        assertThat(submitted).hasStatus(200);
        assertThat(rules(submit(dispense.of(3)))).contains("N1");
    }
}
