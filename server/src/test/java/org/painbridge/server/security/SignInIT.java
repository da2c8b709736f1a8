package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a token opens, and what does not count as one. */
class SignInIT extends SignInServer {
    private static final String PATIENT = "{\"resourceType\":\"Patient\",\"id\":\"%s\",\"active\":true}";
    private static final String OBSERVATION = """
            {"resourceType":"Observation"%s,"status":"final","code":{"text":"pain"},"subject":{"reference":"Patient/%s"}}""";

    private static final String PUSH = """
            {"resourceType":"Parameters","parameter":[
             {"name":"pushIdentifier","valueIdentifier":{"system":"urn:made-up:pushes","value":"push-of-sam"}},
             {"name":"recipient","valueReference":{"reference":"PractitionerRole/role-of-fay"}},
             {"name":"bundle","resource":{"resourceType":"Bundle","type":"collection","entry":[
              {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000001","resource":{"resourceType":"CarePlan",
                "identifier":[{"system":"urn:made-up:plans","value":"plan-of-sam"}],"status":"draft","intent":"plan",
                "subject":{"reference":"Patient/lena"},"author":{"reference":"PractitionerRole/role-of-sam"},
                "goal":[{"reference":"urn:uuid:00000000-0000-4000-8000-000000000002"}],
                "activity":[{"reference":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000003"}}]}},
              {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000002","resource":{"resourceType":"Goal",
                "lifecycleStatus":"proposed","description":{"text":"Walk"},"subject":{"reference":"Patient/lena"}}},
              {"fullUrl":"urn:uuid:00000000-0000-4000-8000-000000000003","resource":{"resourceType":"ServiceRequest",
                "extension":[{"url":"http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal",
                  "valueReference":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000002"}}],
                "status":"active","intent":"proposal","code":{"text":"Pool"},"subject":{"reference":"Patient/lena"}}}]}}]}""";

    @Autowired
    private DataSource dataSource;

    @Test
    void withoutATokenNothingIsOpenButWhatClientsReadFirst() {
        Answer refused = http().get("Patient");

        assertThat(refused).isRefused(401, "not-signed-in");
        assertThat(refused.header("WWW-Authenticate")).hasValue("Bearer");
        assertThat(http().post("", "{\"resourceType\":\"Bundle\",\"type\":\"batch\"}"))
                .isRefused(401, "not-signed-in");
        assertThat(beside().get("metrics")).isRefused(401, "not-signed-in");
        assertThat(http().get("metadata")
                        .json()
                        .at("/rest/0/security/service/0/coding/0/code")
                        .asText())
                .isEqualTo("SMART-on-FHIR");
        assertThat(http().get(".well-known/smart-configuration")
                        .json()
                        .path("token_endpoint")
                        .asText())
                .isEqualTo(TokenIssuer.NAME + "/token");
    }

    @Test
    void theServerTellsWhoseTokensItTakes() {
        JsonNode told = beside().get(".well-known/oauth-protected-resource").json();

        assertThat(told.path("resource").asText()).isEqualTo(TokenIssuer.AUDIENCE);
        assertThat(told.path("authorization_servers"))
                .extracting(JsonNode::asText)
                .containsExactly(TokenIssuer.NAME);
        assertThat(told.has("tls_client_certificate_bound_access_tokens")).isFalse();
    }

    @Test
    void inWhoseNameSomebodyActsIsInTheTrail() {
        store("otis");
        String token = ISSUER.token(claims -> claims.claim("scope", "user/*.cruds")
                .claim("role", TokenIssuer.UNLIMITED)
                .claim("rid", "cpso:delegate")
                .claim("obo", "cpso:custodian")
                .claim("uao", "authority-7"));

        assertThat(get("Observation/of-otis", token)).hasStatus(200);
        assertThat(post("Observation", observation("", "otis"), token)).hasStatus(201);

        assertThat(JdbcClient.create(dataSource)
                        .sql("select kind from audit_event where person = 'cpso:delegate'"
                                + " and query like '%obo=cpso:custodian uao=authority-7' order by kind")
                        .query(String.class)
                        .list())
                .containsExactly("create", "read");
    }

    @Test
    void aTokenThatDoesNotCountIsRefused() {
        Instant now = Instant.now();
        Map<String, String> tokens = new TreeMap<>(Map.of(
                "garbage", "abc.def.ghi",
                "unsigned", ISSUER.unsigned(),
                "signed with the public key", ISSUER.signedWithThePublicKey(),
                "signed by another", ISSUER.signedByAnother(),
                "expired", ISSUER.token(claims -> claims.expirationTime(Date.from(now.minusSeconds(120)))),
                "of the future", ISSUER.token(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(120)))),
                "for another server", ISSUER.token(claims -> claims.audience("https://other.example/fhir")),
                "for nobody", ISSUER.token(claims -> claims.audience(List.of())),
                "of another issuer", ISSUER.token(claims -> claims.issuer("https://other.example")),
                "without an end", ISSUER.token(claims -> claims.expirationTime(null))));

        tokens.forEach((what, token) -> {
            Answer answer = http().get("Patient", "Authorization", "Bearer " + token);

            assertThat(answer).as(what).isRefused(401, "not-signed-in");
            assertThat(answer.header("WWW-Authenticate")).as(what).hasValue("Bearer error=\"invalid_token\"");
        });
    }

    @Test
    void aTokenOfAPatientSeesNobodyElse() {
        store("anna", "ben");
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
        store("carla");
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
        assertThat(get("Observation", ISSUER.token("user/Observation.rs?status:not=final")))
                .isRefused(403, "scope-missing");
    }

    @Test
    void aScopeWithSearchParametersAllowsWhatHasTheCodes() {
        store("quinn");
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
        store("dora", "emil");
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
        store("mary");

        assertThat(get("Patient/mary/$mme", ISSUER.token("user/Patient.rs")))
                .isRefused(403, "scope-missing")
                .saying("MedicationDispense");
        assertThat(get("Patient/mary/$mme", ISSUER.token("user/Patient.rs user/MedicationDispense.r")))
                .hasStatus(200);
    }

    @Test
    void anEntryOfABundleNeedsWhatItWouldNeedByItself() {
        store("fred");
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
        store("anna", "bert");
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
    void whoSpeaksInAPlanIsWhomTheTokenStandsFor() {
        store("lena");
        String admin = ISSUER.token("system/*.cruds");
        for (String who : List.of("sam", "fay")) {
            put("PractitionerRole/role-of-" + who, """
                    {"resourceType":"PractitionerRole","id":"role-of-%1$s","active":true,
                    "practitioner":{"reference":"Practitioner/%1$s"},"organization":{"reference":"Organization/of-%1$s"}}""".formatted(who), admin);
        }
        String sam = ISSUER.ofUser("Practitioner/sam", "user/*.cruds");
        String fay = ISSUER.ofUser("Practitioner/fay", "user/*.cruds");
        assertThat(post("CarePlan/$push", PUSH, sam)).isRefused(404, "careplan-push-patient-unknown");
        put("ServiceRequest/referral-of-lena", """
                {"resourceType":"ServiceRequest","id":"referral-of-lena","status":"active","intent":"order",
                "subject":{"reference":"Patient/lena"},
                "performer":[{"reference":"PractitionerRole/role-of-sam"},{"reference":"PractitionerRole/role-of-fay"}]}""", admin);
        assertThat(post("CarePlan/$push", PUSH, fay)).isRefused(403, "careplan-author-other");
        Answer pushed = post("CarePlan/$push", PUSH, sam);
        assertThat(pushed).hasStatus(200);
        String plan = pushed.json()
                .at("/parameter/0/valueReference/reference")
                .asText()
                .replaceFirst("/_history/.*", "");
        String task = pushed.json().at("/parameter/1/valueReference/reference").asText();

        String practice = ISSUER.ofOrganization("Organization/of-fay", "system/*.cruds");
        assertThat(post(plan + "/$acknowledge", parameters("", task, ""), practice))
                .hasStatus(200);
        String accept = parameters("a", task, ",{\"name\":\"decision\",\"valueCode\":\"accept\"}");
        assertThat(http().post(plan + "/$respond", accept, "Authorization", "Bearer " + fay, "If-Match", "W/\"1\""))
                .hasStatus(200);
        assertThat(get("Provenance?target=" + plan, admin).text())
                .contains("PractitionerRole/role-of-fay", "Organization/of-fay");

        String comment = parameters("b", "", ",{\"name\":\"text\",\"valueString\":\"Hello\"}");
        String asSam = comment.replace(
                "]}", ",{\"name\":\"author\",\"valueReference\":{\"reference\":\"PractitionerRole/role-of-sam\"}}]}");
        assertThat(post(plan + "/$comment", asSam, fay)).isRefused(403, "careplan-author-other");
        assertThat(post(plan + "/$comment", comment, ISSUER.token("user/*.cruds")))
                .isRefused(403, "careplan-not-member");
        assertThat(post(plan + "/$comment", comment, ISSUER.ofPatient("lena", "patient/*.cruds")))
                .isRefused(403, "scope-missing");
        assertThat(post(plan + "/$comment", comment, admin)).isRefused(422, "careplan-author-missing");
        assertThat(post(plan + "/$comment", asSam, admin)).hasStatus(200);
        assertThat(post(plan + "/$comment", asSam, sam)).hasStatus(200);
    }

    private static String parameters(String identifier, String task, String more) {
        String named = identifier.isEmpty()
                ? ""
                : "{\"name\":\"identifier\",\"valueIdentifier\":{\"system\":\"urn:made-up:calls\",\"value\":\""
                        + identifier + "\"}},";
        String about = task.isEmpty() ? "" : "{\"name\":\"task\",\"valueReference\":{\"reference\":\"" + task + "\"}}";
        return ("{\"resourceType\":\"Parameters\",\"parameter\":[" + named + about + more + "]}")
                .replace(",,", ",")
                .replace("[,", "[");
    }

    @Test
    void anExportIsForWhoRunsTheServerAndItsFilesNeedATokenToo() {
        String admin = ISSUER.token("system/*.cruds");
        Answer begun =
                http().get("$export?_type=Practitioner", "Authorization", "Bearer " + admin, "Prefer", "respond-async");
        String status = begun.header("Content-Location").orElseThrow().replaceFirst("^.*/fhir/", "");

        Answer done = get(status, admin);
        while (done.status() == 202) {
            done = get(status, admin);
        }

        assertThat(done.json().path("requiresAccessToken").asBoolean()).isTrue();
        assertThat(get(status, ISSUER.token("user/*.cruds"))).isRefused(404, "not-found");
        assertThat(http().get(status)).isRefused(401, "not-signed-in");
    }

    @Test
    void theTrailIsOpenToWhoRunsTheServerAndToAPatientAsFarAsItIsAboutThatPatient() {
        store("gina", "hugo");
        String own = ISSUER.ofPatient("gina", "patient/*.rs");
        get("Patient/gina", own);
        assertThat(get("Patient/hugo", own)).isRefused(404, "not-found");
        assertThat(http().get("Patient/gina")).isRefused(401, "not-signed-in");

        String all = get("AuditEvent?patient=gina,hugo&_count=200", ISSUER.token("system/AuditEvent.rs"))
                .text();
        String ofGina = get("AuditEvent?_count=200", own).text();

        assertThat(all).contains("Patient/hugo", "Patient/gina", "client-1", "HTTP 404");
        assertThat(ofGina).contains("Patient/gina", "client-1").doesNotContain("hugo", "\"query\"");
        assertThat(get("AuditEvent", ISSUER.token("user/*.rs"))).isRefused(403, "scope-missing");
        assertThat(get("AuditEvent?outcome=4&_count=200", ISSUER.token("system/AuditEvent.rs"))
                        .text())
                .contains("HTTP 401", "HTTP 403", "unknown")
                .doesNotContain("Bearer", "eyJ");
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

    private void store(String... patients) {
        String token = ISSUER.token("system/*.cruds");
        for (String patient : patients) {
            assertThat(put("Patient/" + patient, PATIENT.formatted(patient), token)
                            .status())
                    .isBetween(200, 201);
            String id = "of-" + patient;
            assertThat(put("Observation/" + id, observation(id, patient), token).status())
                    .isBetween(200, 201);
        }
    }

    private static String observation(String id, String patient) {
        return OBSERVATION.formatted(id.isEmpty() ? "" : ",\"id\":\"" + id + "\"", patient);
    }
}
