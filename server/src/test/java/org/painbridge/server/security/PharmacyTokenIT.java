package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.dispensing.nms.PharmacyRecord;

/** A pharmacist submits for the pharmacy in which the pharmacist works. */
class PharmacyTokenIT extends SignInServer {
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
    void aProgramInNobodysNameSubmitsForAnyOne() {
        assertThat(submit(dispense, ISSUER.token("system/MedicationDispense.c")))
                .hasStatus(200);
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

    private Answer submit(PharmacyRecord record, String token) {
        return post("MedicationDispense/$nms-submit", PharmacyRecord.body(record.json()), token);
    }

    private String pharmacist(String scope) {
        return ISSUER.token(claims -> claims.claim("scope", scope)
                .claim("fhirUser", "Practitioner/pharmacist-" + mark)
                .claim("role", TokenIssuer.UNLIMITED));
    }

    private void store(String type, String name, String elements) {
        String id = name + "-" + mark;
        String body = "{\"resourceType\":\"" + type + "\",\"id\":\"" + id + "\"" + elements + "}";
        assertThat(put(type + "/" + id, body, admin)).hasStatus(201);
    }
}
