package org.painbridge.server.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.util.Set;
import org.hl7.fhir.r4.model.Consent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.ScopedCallers;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Label;
import org.painbridge.server.store.AccessScope.Lockbox;
import org.painbridge.server.store.AccessScope.Whose;
import org.painbridge.server.store.Directives;
import org.painbridge.server.store.ExposedTypes;
import org.springframework.beans.factory.annotation.Autowired;

/** Monitoring looks at every dispense; who may not see one learns nothing of it by what comes of that. */
abstract class WithheldDispenseScenarios extends MonitoringScenarios {
    private static final String DOCTOR = "Practitioner/kept-out";
    private static final String NOTE =
            "{\"name\":\"note\",\"valueString\":\"Counts what this caller may see: dispenses that are"
                    + " withheld from the caller, if any, are not in it\"}";
    private static final String INCOMPLETE = "{\"name\":\"complete\",\"valueBoolean\":false}";
    private static final Label RESTRICTED = new Label("http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "R");

    @Autowired
    private ScopedCallers callers;

    private String[] doctor;
    private String[] uncleared;

    @BeforeEach
    void caller() {
        Lockbox lockbox = new Lockbox.Against(Set.of(DOCTOR), Set.of(DOCTOR));
        doctor = callers.header(
                AccessScope.of(new Grant(Set.copyOf(ExposedTypes.NAMES), new Whose.Everybody(), Set.of(), lockbox)));
        uncleared = callers.header(
                AccessScope.of(new Grant(Set.copyOf(ExposedTypes.NAMES), new Whose.Everybody(), Set.of(RESTRICTED))));
    }

    @Test
    void theFindingCountsAWithheldDispenseAndIsWithheldWithIt() {
        post("900001", "2026-11-01");
        Answer withheld = post("900002", "2026-11-02");
        about(withheld);

        assertThat(http().post("MedicationDispense", dispense("900003", "2026-11-03", HYDROMORPHONE_4_MG), doctor))
                .hasStatus(201);

        assertThat(issues()).hasSize(1);
        assertThat(found("DetectedIssue")).isZero();
        assertThat(found("MedicationDispense")).isEqualTo(2);
    }

    @Test
    void dailyMorphineEquivalentsLeaveAWithheldDispenseOut() {
        Answer seen = post("900001", "2026-11-01");
        Answer withheld = post("900001", "2026-11-02");
        about(withheld);

        String all = mme().text();
        String told = mme(doctor).text();

        assertThat(all).contains(seen.id(), withheld.id()).doesNotContain("\"note\"");
        assertThat(told).contains(seen.id(), NOTE).doesNotContain(withheld.id());
    }

    @Test
    void dailyMorphineEquivalentsLeaveOutWhatALabelHides() {
        Answer seen = post("900001", "2026-11-01");
        Answer hidden =
                http().post("MedicationDispense", labelled(dispense("900001", "2026-11-02", HYDROMORPHONE_4_MG)));
        assertThat(hidden).hasStatus(201);

        String all = mme().text();
        String told = mme(uncleared).text();

        assertThat(http().get("MedicationDispense/" + hidden.id(), uncleared)).isRefused(404, "not-found");
        assertThat(all).contains(seen.id(), hidden.id()).doesNotContain("\"note\"");
        assertThat(told).contains(seen.id(), NOTE).doesNotContain(hidden.id());
    }

    @Test
    void theFindingThatCountsALabelledDispenseIsHiddenWithIt() {
        post("900001", "2026-11-01");
        Answer labelled = post("900002", "2026-11-02");
        post("900003", "2026-11-03");
        assertThat(seen(uncleared)).isEqualTo(1);

        http().put("MedicationDispense/" + labelled.id(), labelled(labelled.text()));

        assertThat(issues()).hasSize(1);
        assertThat(seen(uncleared)).isZero();
        assertThat(http().get("Patient/" + patient + "/$nms-history", uncleared).text())
                .doesNotContain(labelled.id(), "\"N1\"");
        assertThat(http().get("Patient/" + patient + "/$everything", uncleared).text())
                .doesNotContain(labelled.id(), "\"N1\"");
    }

    private static String labelled(String dispense) {
        String label = "\"meta\":{\"security\":[{\"system\":\"" + RESTRICTED.system() + "\",\"code\":\"R\"}]},";
        return dispense.replaceFirst("\"meta\":\\{[^}]*\\},", "")
                .replace(
                        "\"resourceType\":\"MedicationDispense\",", "\"resourceType\":\"MedicationDispense\"," + label);
    }

    private int seen(String... headers) {
        return http().get("DetectedIssue?dispensing-rule=N1&_summary=count&patient=" + patient, headers)
                .json()
                .path("total")
                .asInt();
    }

    /** Else whoever hears of it would know that there is something. */
    @Test
    void thatSomethingMayBeWithheldIsSaidWithoutDirectivesToo() {
        Answer one = post("900001", "2026-11-01");
        Answer other = post("900002", "2026-11-02");

        String told = mme(doctor).text();

        assertThat(told).contains(NOTE, INCOMPLETE, "\"comparator\":\">=\"");
        assertThat(told.replace("," + NOTE, "")
                        .replace("\"comparator\":\">=\",", "")
                        .replace(INCOMPLETE, INCOMPLETE.replace("false", "true")))
                .isEqualTo(mme().text());

        about(one);
        about(other);

        assertThat(mme(doctor).text()).contains(NOTE, INCOMPLETE).doesNotContain("\"current\"", "\"peak\"");
        String history = history(doctor).text();
        assertThat(history).contains("\"name\":\"status\",\"valueCode\":\"partial\"", INCOMPLETE);
        assertThat(history).doesNotContain("\"current\"", "no-data");
    }

    private void about(Answer dispense) {
        http().put(DOCTOR, "{\"resourceType\":\"Practitioner\",\"id\":\"kept-out\"}");
        Consent consent = Directives.about(
                Directives.against("Patient/" + patient, DOCTOR), "MedicationDispense/" + dispense.id());
        assertThat(http().post("Consent", json(consent))).hasStatus(201);
    }

    private int found(String type) {
        String rule = type.equals("DetectedIssue") ? "&dispensing-rule=N1" : "";
        return http().get(type + "?patient=" + patient + rule + "&_total=accurate", doctor)
                .json()
                .path("total")
                .asInt();
    }

    private Answer history(String... headers) {
        return http().post(
                        "$nms-history",
                        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"patient\",\"valueReference\":"
                                + "{\"reference\":\"Patient/" + patient + "\"}},{\"name\":\"to\",\"valueDate\":"
                                + "\"2026-11-03\"}]}",
                        headers);
    }

    private Answer mme(String... headers) {
        return http().get("Patient/" + patient + "/$mme?asOf=2026-11-03", headers);
    }
}
