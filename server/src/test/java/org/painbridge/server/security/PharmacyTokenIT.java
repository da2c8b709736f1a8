package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Consent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Answer;
import org.painbridge.server.dispensing.nms.PharmacyRecord;
import org.painbridge.server.store.Directives;

/** A pharmacist submits for the pharmacy in which the pharmacist works. */
class PharmacyTokenIT extends SignInServer {
    private static final String NOTE = "if anything, are not in it";

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String admin = ISSUER.token("system/*.cruds");
    private final PharmacyRecord dispense =
            PharmacyRecord.of(PharmacyRecord.anyHealthNumber(), "PH-" + mark, "RX-" + mark);

    @BeforeEach
    void store() {
        store("Organization", "pharmacy", """
                ,"identifier":[{"system":"%s","value":"PH-%s"}],"name":"Pharmacy\"""".formatted(PharmacyRecord.PHARMACY, mark));
        store("Practitioner", "pharmacist", "");
        store("PractitionerRole", "pharmacist", """
                ,"active":true,"practitioner":{"reference":"Practitioner/pharmacist-%1$s"},
                "organization":{"reference":"Organization/pharmacy-%1$s"}""".formatted(mark));
    }

    @Test
    void eachPharmacySubmitsAndTakesBackItsOwn() {
        Answer own = submit(dispense, pharmacist("user/MedicationDispense.cruds user/Patient.rs"));
        Answer other = submit(dispense.at("PH-other-" + mark), pharmacist("user/MedicationDispense.cruds"));

        assertThat(own).hasStatus(200);
        assertThat(own.text()).contains("\"valueCode\":\"accepted\"");
        assertThat(other).isRefused(403, "nms-pharmacy-other");
    }

    @Test
    void whereTheOperationIsNotNobodyIsToldOfAScopeThatThereIsNot() {
        String token = pharmacist("user/MedicationDispense.c");
        Answer elsewhere = post("$nms-submit", PharmacyRecord.body(dispense.json()), token);

        assertThat(elsewhere.status()).isIn(400, 404);
        assertThat(elsewhere.text()).doesNotContain("null");
    }

    @Test
    void aProgramInNobodysNameSubmitsForAnyOne() {
        assertThat(submit(dispense, ISSUER.token("system/MedicationDispense.c")))
                .hasStatus(200);
    }

    @ParameterizedTest
    @CsvSource({"user, c", "user, cruds", "system, c", "system, cruds"})
    void whoMaySubmitIsToldWhatIsFoundButNotOfWhatIsWithheldFromIt(String context, String permissions) {
        String scope = context + "/MedicationDispense." + permissions;
        String pharmacy = "Organization/pharmacy-" + mark;
        String token = context.equals("user") ? pharmacist(scope) : ISSUER.ofOrganization(pharmacy, scope);
        String anybody = ISSUER.token("system/MedicationDispense.c");
        Answer first = submit(dispense.of(1).on(PharmacyRecord.today().minusDays(2)), anybody);
        submit(dispense.of(2).on(PharmacyRecord.today().minusDays(1)), anybody);
        String third = PharmacyRecord.body(dispense.of(3).json());
        String place = place(first);
        String patient = get(place, admin).json().at("/subject/reference").asText();
        store("CareTeam", "caring", """
                ,"status":"active","subject":{"reference":"%s"},"participant":[{"member":{"reference":"%s"}}]""".formatted(patient, pharmacy));

        assertThat(post("MedicationDispense/$nms-dur", third, token).text()).contains("\"N1\"", NOTE);
        Consent directive = Directives.about(Directives.against(patient, pharmacy), place);
        assertThat(post("Consent", FhirContext.forR4Cached().newJsonParser().encodeResourceToString(directive), admin))
                .hasStatus(201);

        for (String operation : List.of("$nms-dur", "$nms-submit", "$nms-submit")) {
            Answer told = post("MedicationDispense/" + operation, third, token);
            assertThat(told).hasStatus(200);
            assertThat(told.text()).contains(NOTE).doesNotContain("\"N1\"");
        }
        assertThat(post("MedicationDispense/$nms-submit", third, anybody).text())
                .contains("\"N1\"")
                .doesNotContain(NOTE);
    }

    private static String place(Answer submitted) {
        Matcher stored = Pattern.compile("MedicationDispense/[^/\"]+").matcher(submitted.text());
        assertThat(stored.find()).isTrue();
        return stored.group();
    }

    @Test
    void whoMayNotCreateADispenseSubmitsNone() {
        assertThat(submit(dispense, pharmacist("user/MedicationDispense.rs"))).isRefused(403, "scope-missing");
    }

    @Test
    void aPharmacyReadsTheQualityReportOfItsOwnOnly() {
        store("Organization", "other", ",\"name\":\"Other\"");
        String report = "Organization/%s-" + mark + "/$nms-quality-report";

        assertThat(get(report.formatted("pharmacy"), pharmacist("user/MedicationDispense.rs")))
                .hasStatus(200);
        assertThat(get(report.formatted("other"), pharmacist("user/MedicationDispense.rs")))
                .isRefused(403, "access-denied");
        assertThat(get(
                        report.formatted("pharmacy"),
                        ISSUER.ofOrganization("Organization/pharmacy-" + mark, "system/MedicationDispense.rs")))
                .hasStatus(200);
        assertThat(get(report.formatted("other"), admin)).hasStatus(200);
    }

    @Test
    void nobodyWritesBesideTheTransactionsOfAPharmacy() {
        store("Organization", "other", """
                ,"identifier":[{"system":"%s","value":"PH-other-%s"}],"name":"Other\"""".formatted(PharmacyRecord.PHARMACY, mark));
        store("Practitioner", "other", "");
        store("PractitionerRole", "other", """
                ,"active":true,"practitioner":{"reference":"Practitioner/other-%1$s"},
                "organization":{"reference":"Organization/other-%1$s"}""".formatted(mark));
        String other = actor("other", "user/MedicationDispense.cruds");
        String own = pharmacist("user/MedicationDispense.cruds");
        String place = place(submit(dispense, own));
        String stored = get(place, admin).text();
        String wrong = stored.replace("\"completed\"", "\"entered-in-error\"");

        assertThat(put(place, wrong, other)).isRefused(403, "nms-pharmacy-other");
        assertThat(put(place, wrong, own)).isRefused(409, "nms-plain-change");
        assertThat(http().delete(place, "Authorization", "Bearer " + other)).isRefused(403, "nms-pharmacy-other");
        assertThat(put(place, stored.replaceFirst("\"meta\":\\{", "\"meta\":{\"source\":\"urn:a\","), own))
                .hasStatus(200);
        assertThat(post("MedicationDispense", dispense.of(2).json(), other)).isRefused(403, "nms-pharmacy-other");
        String unlisted = dispense.of(3).json().replace("00125121", "99999998");
        String made = "MedicationDispense/"
                + post("MedicationDispense", unlisted, other).json().path("id").asText();
        String monitored = get(made, admin).text().replace("99999998", "00125121");
        assertThat(put(made, monitored, other)).isRefused(403, "nms-pharmacy-other");
        assertThat(put(made, monitored, own)).hasStatus(200);
        assertThat(post("MedicationDispense", dispense.json(), admin)).isRefused(409, "nms-identifier-used");
        assertThat(submit(dispense, own).text()).contains("\"valueCode\":\"accepted\"");

        assertThat(put(place, wrong, admin)).hasStatus(200);
        assertThat(submit(dispense, own).text()).contains("\"valueCode\":\"reversed\"");
        assertThat(put(place, stored, admin)).isRefused(409, "nms-reversed-already");
    }

    @Test
    void whoMayNotReadPatientsIsNotToldThatThereIsNone() {
        submit(dispense, admin);
        String question = """
                {"resourceType":"Parameters","parameter":[
                {"name":"identifier","valueIdentifier":{"system":"%s","value":"%s"}},
                {"name":"birthDate","valueDate":"1960-02-03"}]}""".formatted(PharmacyRecord.HCN, dispense.healthNumber());

        for (String operation : List.of("MedicationDispense/$nms-inquiry", "$nms-history")) {
            assertThat(post(operation, question, pharmacist("user/MedicationDispense.rs")))
                    .isRefused(403, "scope-missing");
            assertThat(post(operation, question, pharmacist("user/MedicationDispense.rs user/Patient.r")))
                    .hasStatus(200);
        }
    }

    private Answer submit(PharmacyRecord record, String token) {
        return post("MedicationDispense/$nms-submit", PharmacyRecord.body(record.json()), token);
    }

    private String pharmacist(String scope) {
        return actor("pharmacist", scope);
    }

    private String actor(String name, String scope) {
        return ISSUER.token(claims -> claims.claim("scope", scope)
                .claim("fhirUser", "Practitioner/" + name + "-" + mark)
                .claim("role", TokenIssuer.UNLIMITED));
    }

    private void store(String type, String name, String elements) {
        String id = name + "-" + mark;
        String body = "{\"resourceType\":\"" + type + "\",\"id\":\"" + id + "\"" + elements + "}";
        assertThat(put(type + "/" + id, body, admin)).hasStatus(201);
    }
}
