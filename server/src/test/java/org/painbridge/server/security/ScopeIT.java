package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;

/** What the scopes of a token open. */
class ScopeIT extends SignInServer {
    @Test
    void aTokenOfAPatientSeesNobodyElse() {
        storePatients("anna", "ben");
        String token = ISSUER.ofPatient("anna", "openid patient/*.rs");

        assertThat(get("Patient/anna", token)).hasStatus(200);
        assertThat(get("Patient/ben", token)).isRefused(404, "not-found");
        assertThat(get("Observation/of-ben", token)).isRefused(404, "not-found");
        Answer found = get("Observation?_total=accurate", token);
        assertThat(found.json().path("total").asInt()).isEqualTo(1);
        assertThat(found.text()).contains("Observation/of-anna").doesNotContain("ben");
    }

    @Test
    void withoutAPatientScopesOfAPatientAllowNothing() {
        assertThat(get("Observation", ISSUER.token("patient/*.cruds"))).isRefused(403, "scope-missing");
    }

    @Test
    void aScopeAllowsNoOtherInteraction() {
        storePatients("carla");
        String read = ISSUER.token("user/Observation.r");
        String search = ISSUER.token("user/Observation.s");

        assertThat(get("Observation/of-carla", read)).hasStatus(200);
        assertThat(get("Observation", read)).isRefused(403, "scope-missing").saying("Observation.s");
        assertThat(get("Observation?_id=of-carla", search)).hasStatus(200);
        assertThat(get("Observation/of-carla", search))
                .isRefused(403, "scope-missing")
                .saying("Observation.r");
        assertThat(get("Condition?_id=none", search)).isRefused(403, "scope-missing");
        assertThat(post("Observation", observation("", "carla"), read)).isRefused(403, "scope-missing");
        assertThat(http().delete("Observation/of-carla", "Authorization", "Bearer " + read))
                .isRefused(403, "scope-missing");
        for (String nothing : List.of(
                "user/Observation.rs?status:not=final",
                "user/Observation.rs?date=gt2026",
                "user/Observation.rs?_id=of-carla",
                "user/Observation.rs?status=final&bogus=1")) {
            assertThat(get("Observation", ISSUER.token(nothing))).isRefused(403, "scope-missing");
        }
        assertThat(get("AuditEvent", ISSUER.token("system/*.rs"))).isRefused(403, "scope-missing");
    }

    @Test
    void anEntryNeedsTheScopesOfTheRequestThatItWouldBeAlone() {
        storePatients("rosa", "tom");
        String token = ISSUER.ofPatient("rosa", "patient/Patient.rs patient/Observation.s");
        String[] urls = {
            "Patient/rosa/$everything", "Patient/tom/$everything", "Patient/tom/*", "Patient/tom/_history",
            "?_type=Observation", "?_type=Condition", "Observation/of-rosa/_history/1", "$reindex",
            "Patient/rosa?_elements=id", "Observation/of-rosa?_elements=id"
        };
        String entries = Stream.of(urls)
                .map(url -> "{\"request\":{\"method\":\"GET\",\"url\":\"" + url + "\"}}")
                .collect(Collectors.joining(","));

        Answer answer = post("", "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[" + entries + "]}", token);

        assertThat(answer).hasStatus(200);
        assertThat(answer.json().path("entry"))
                .extracting(entry -> entry.at("/response/status").asText())
                .containsExactly("200 OK", "404", "200 OK", "404", "200 OK", "403", "403", "403", "200 OK", "403");
        assertThat(answer.text()).contains("Observation/of-rosa").doesNotContain("of-tom", "\"tom\"");
    }

    @Test
    void allOfACompartmentIsWhatMayBeSearchedFor() {
        storePatients("pia");
        String observations = ISSUER.ofPatient("pia", "patient/Observation.rs patient/Condition.r");

        Answer found = get("Patient/pia/*", observations);
        assertThat(found).hasStatus(200);
        assertThat(found.json().path("entry")).hasSize(1);
        assertThat(found.text()).contains("Observation/of-pia");
        assertThat(get("Patient/pia/*?_type=Observation", observations)).hasStatus(200);
        assertThat(get("Patient/pia/*?_type=Observation,Condition", observations))
                .isRefused(403, "scope-missing")
                .saying("Condition.s");
        assertThat(get("Patient/pia/*", ISSUER.token("user/Observation.r"))).isRefused(403, "scope-missing");
    }

    @Test
    void aScopeWithSearchParametersAllowsWhatHasTheCodes() {
        storePatients("quinn");
        String amended = ISSUER.token("user/Observation.cruds?status=amended");

        assertThat(get("Observation/of-quinn", amended)).isRefused(404, "not-found");
        assertThat(post("Observation", observation("", "quinn"), amended)).isRefused(403, "access-denied");
        Answer created = post("Observation", observation("", "quinn").replace("final", "amended"), amended);
        assertThat(created).hasStatus(201);
        assertThat(get("Observation/" + created.id(), amended)).hasStatus(200);
        assertThat(put("Observation/" + created.id(), observation(created.id(), "quinn"), amended))
                .isRefused(403, "access-denied");
        assertThat(get("Observation/$meta", ISSUER.token("user/Observation.r?status=amended")))
                .isRefused(403, "scope-missing");
    }

    @Test
    void whatATokenOfAPatientWritesIsAboutThatPatient() {
        storePatients("dora", "emil");
        String token = ISSUER.ofPatient("dora", "patient/Observation.cru user/Observation.rs");

        assertThat(post("Observation", observation("", "dora"), token)).hasStatus(201);
        assertThat(post("Observation", observation("", "emil"), token)).isRefused(403, "access-denied");
        assertThat(put("Observation/of-emil", observation("of-emil", "dora"), token))
                .isRefused(403, "access-denied");
        assertThat(put("Observation/of-dora", observation("of-dora", "emil"), token))
                .isRefused(403, "access-denied");
        assertThat(get("Observation/of-dora/_history", token)
                        .json()
                        .path("entry")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void anOperationNeedsWhatItTellsOf() {
        storePatients("mary");

        assertThat(get("Patient/mary/$mme", ISSUER.token("user/Patient.rs")))
                .isRefused(403, "scope-missing")
                .saying("MedicationDispense");
        assertThat(get("Patient/mary/$mme", ISSUER.token("user/Patient.rs user/MedicationDispense.r")))
                .hasStatus(200);
    }

    /** One scope lets the patient in, another the dispenses, but those of somebody else. */
    @Test
    void anOperationNeedsWhatItTellsOfForThisPatient() {
        storePatients("nora", "olga");
        String others = "user/Patient.rs patient/MedicationDispense.rs";
        String both = ISSUER.ofPatientAndAll("olga", others);
        String some = ISSUER.ofPatientAndAll("olga", others + " user/MedicationDispense.rs?status=completed");
        String history = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"patient\",\"valueReference\":"
                + "{\"reference\":\"Patient/%s\"}}]}";

        for (String token : List.of(both, some)) {
            assertThat(get("Patient/nora", token)).hasStatus(200);
            assertThat(get("Patient/nora/$mme?curve=true", token))
                    .isRefused(403, "access-denied")
                    .saying("MedicationDispense");
            assertThat(post("$nms-history", history.formatted("nora"), token)).isRefused(403, "access-denied");
            assertThat(get("Patient/olga/$mme?curve=true", token)).hasStatus(200);
            assertThat(post("$nms-history", history.formatted("olga"), token)).hasStatus(200);
        }
    }

    @Test
    void anEntryOfABundleNeedsWhatItWouldNeedByItself() {
        storePatients("fred");
        String token = ISSUER.token("user/Patient.rs");
        String bundle = """
                {"resourceType":"Bundle","type":"%s","entry":[
                {"request":{"method":"GET","url":"Patient/fred"}},
                {"request":{"method":"GET","url":"Observation/of-fred"}},
                {"resource":{"resourceType":"Patient"},"request":{"method":"POST","url":"Patient"}}]}""";

        Answer batch = post("", bundle.formatted("batch"), token);

        assertThat(batch).hasStatus(200);
        assertThat(batch.json().at("/entry/0/response/status").asText()).startsWith("200");
        assertThat(batch.json().at("/entry/1/response/status").asText()).startsWith("403");
        assertThat(batch.json().at("/entry/2/response/status").asText()).startsWith("403");
        assertThat(post("", bundle.formatted("transaction"), token))
                .isRefused(403, "scope-missing")
                .at("Bundle.entry[1].request");
    }

    @Test
    void criteriaNeedTheRightToSearch() {
        String token = ISSUER.token("user/Patient.cud");
        String[] condition = {"Authorization", "Bearer " + token, "If-None-Exist", "identifier=x"};

        assertThat(http().post("Patient", "{\"resourceType\":\"Patient\"}", condition))
                .isRefused(403, "scope-missing")
                .saying("Patient.s");
        assertThat(http().delete("Patient?identifier=x", "Authorization", "Bearer " + token))
                .isRefused(403, "scope-missing")
                .saying("Patient.s");
    }

    @Test
    void operationsOfWhoRunsTheServerAreClosedToUsers() {
        String parameters = "{\"resourceType\":\"Parameters\"}";
        String user = ISSUER.token("user/*.cruds");

        assertThat(post("$reindex", parameters, user))
                .isRefused(403, "scope-missing")
                .saying("system/*.cruds");
        assertThat(post("$reindex", parameters, ISSUER.token("system/*.cruds"))).hasStatus(200);
        assertThat(post("CarePlan/$push", parameters, ISSUER.ofPatient("anna", "patient/CarePlan.cruds")))
                .isRefused(403, "scope-missing");
    }

    @Test
    void aUserReachesTheOnesInWhoseCareTheUserTakesPart() {
        storePatients("anna", "bert");
        String admin = ISSUER.token("system/*.cruds");
        String role = """
                {"resourceType":"PractitionerRole","id":"role-of-eva","active":true,
                "practitioner":{"reference":"Practitioner/eva"},"organization":{"reference":"Organization/clinic"}}""";
        assertThat(put("PractitionerRole/role-of-eva", role, admin).status()).isBetween(200, 201);
        String anna = """
                {"resourceType":"Patient","id":"anna","active":true,
                "generalPractitioner":[{"reference":"PractitionerRole/role-of-eva"}]}""";
        assertThat(put("Patient/anna", anna, admin)).hasStatus(200);

        for (String token : List.of(
                ISSUER.ofUser("Practitioner/eva", "user/*.rs"),
                ISSUER.ofOrganization("Organization/clinic", "system/*.cruds"))) {
            assertThat(get("Observation/of-anna", token)).hasStatus(200);
            assertThat(get("Observation/of-bert", token)).isRefused(404, "not-found");
            assertThat(get("Patient?_total=accurate", token)
                            .json()
                            .path("total")
                            .asInt())
                    .isEqualTo(1);
        }
        for (String token : List.of(
                ISSUER.ofUser("Practitioner/else", "user/*.rs"),
                ISSUER.ofUser("Patient/anna", "user/*.rs"),
                ISSUER.ofOrganization("Organization/other", "system/*.cruds"))) {
            assertThat(get("Observation/of-anna", token)).isRefused(404, "not-found");
            assertThat(get("Patient?_total=accurate", token)
                            .json()
                            .path("total")
                            .asInt())
                    .isZero();
        }
        assertThat(post(
                        "$reindex",
                        "{\"resourceType\":\"Parameters\"}",
                        ISSUER.ofOrganization("Organization/clinic", "system/*.cruds")))
                .isRefused(403, "scope-missing");
    }

    @Test
    void figuresOfAllAreForAnalystsAndThoseOfAPracticeForThePrescriberAlone() {
        String admin = ISSUER.token("system/*.cruds");
        put("Practitioner/ada", "{\"resourceType\":\"Practitioner\",\"id\":\"ada\"}", admin);
        put("Practitioner/bob", "{\"resourceType\":\"Practitioner\",\"id\":\"bob\"}", admin);
        String quarter = """
                {"resourceType":"Parameters","parameter":[{"name":"periodStart","valueDate":"1990-01-01"},
                 {"name":"periodEnd","valueDate":"1990-03-31"},{"name":"indicator","valueCode":"people"}]}""";
        String report = "Practitioner/ada/$practice-report?periodStart=1990-01-01&periodEnd=1990-03-31";
        String analyst = ISSUER.token(
                claims -> claims.claim("scope", "system/Organization.rs").claim("role", "analyst"));

        assertThat(post("$nms-indicators", quarter, analyst)).isRefused(409, "conflict"); // There is nothing to count.
        assertThat(post("$nms-indicators", quarter, ISSUER.token("system/*.rs")))
                .isRefused(403, "access-denied");
        assertThat(get(report, ISSUER.ofUser("Practitioner/ada", "user/*.rs"))).hasStatus(200);
        assertThat(get(report, ISSUER.ofUser("Practitioner/bob", "user/*.rs"))).isRefused(403, "access-denied");
        assertThat(get(report, admin)).isRefused(403, "access-denied");
        assertThat(get(report, analyst)).isRefused(403, "scope-missing");
    }
}
