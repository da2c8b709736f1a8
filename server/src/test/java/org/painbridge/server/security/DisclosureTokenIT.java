package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.dispensing.nms.PharmacyRecord;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who requests, approves and fetches a disclosure, by their tokens. */
class DisclosureTokenIT extends SignInServer {
    private final String person = PharmacyRecord.anyHealthNumber();
    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String officer = token("desk", "officer-" + mark, "discloser");
    private final String chief = token("office", "chief-" + mark, "releaser");

    @Autowired
    private DataSource dataSource;

    @Test
    void twoPersonsReleaseASignedPackageThatOnlyTheRequesterFetchesUntilItExpires() throws Exception {
        String url = requested();
        assertThat(get(url, officer)).hasStatus(202).hasHeader("Retry-After", "60");
        assertThat(get(url, chief)).hasStatus(202);
        assertThat(get("$nms-disclosure", chief).text()).contains("\"pending\"", id(url), "CASE-" + mark);
        assertThat(get("$nms-disclosure", officer)).isRefused(400, "invalid-parameter");
        assertThat(get(url, token("desk", "somebody", "discloser"))).isRefused(404, "not-found");
        assertThat(decide(url, "approve", token("desk", "officer-" + mark, "releaser")))
                .isRefused(403, "access-denied");
        assertThat(decide(url, "approve", token("desk", "chief-" + mark, "releaser")))
                .isRefused(403, "access-denied");
        assertThat(decide(url, "approve", officer))
                .isRefused(403, "access-denied")
                .saying("approve-roles");

        assertThat(decide(url, "approve", chief)).hasStatus(200);

        assertThat(get(url, officer).text()).contains("\"released\"", "rows.ndjson", "summary.pdf");
        assertThat(get(url, chief).text()).contains("\"released\"").doesNotContain("rows.ndjson");
        assertThat(get(url + "&_format=xml", chief).text())
                .startsWith("<Parameters")
                .contains("\"released\"");
        assertThat(get(url + "&file=rows.ndjson", officer).text()).contains("\"din\":\"00125121\"");
        assertThat(get(url + "&file=rows.ndjson", chief)).isRefused(403, "access-denied");
        assertThat(isSigned(
                        get(url + "&file=manifest.json", officer).text(),
                        get(url + "&file=manifest.jws", officer).text()))
                .isTrue();
        assertThat(get(url, officer).text()).contains("\"downloads\",\"valueInteger\":3");
        assertThat(decide(url, "approve", chief)).isRefused(409, "conflict");
        assertThat(trail(url)).contains("released after approval", "case=CASE-" + mark, "fetched, rows.ndjson");
        assertThat(refusals()).isEqualTo(3);
        assertThat(get("Provenance?_count=200", ISSUER.token("system/*.cruds")).text())
                .contains(id(url), "application/jose");

        JdbcClient.create(dataSource)
                .sql("update disclosure set expires = 1 where disclosure_id = ?")
                .param(id(url))
                .update();
        assertThat(get(url + "&file=rows.ndjson", officer)).isRefused(410, "deleted");
        assertThat(get(url, officer)).isRefused(410, "deleted");
    }

    @Test
    void aRejectionSaysWhyAndWhatIsNotPermittedIsNotRequested() {
        String url = requested();

        assertThat(decide(url, "reject", chief))
                .isRefused(400, "invalid-parameter")
                .saying("says why");
        assertThat(post(
                        "$nms-disclosure-decide",
                        decision(url, "reject", ",{\"name\":\"reason\",\"valueString\":\"No case\"}"),
                        chief))
                .hasStatus(200);
        assertThat(get(url, officer).text()).contains("\"rejected\"", "No case").doesNotContain("file");
        assertThat(request("\"police\"", officer))
                .isRefused(400, "invalid-parameter")
                .saying("recipient is one of college");
        assertThat(request("\"college\"", chief))
                .isRefused(403, "access-denied")
                .saying("request-roles");
        assertThat(request("\"college\"", ISSUER.token("system/*.cruds"))).isRefused(403, "access-denied");
        assertThat(request("\"college\"", token("desk", "officer-" + mark, "discloser", "user/Patient.rs")))
                .isRefused(403, "scope-missing");
    }

    private String requested() {
        PharmacyRecord dispense = PharmacyRecord.of(person, "PH-" + mark, "RX-" + UUID.randomUUID());
        assertThat(post(
                        "MedicationDispense/$nms-submit",
                        PharmacyRecord.body(dispense.json()),
                        ISSUER.token("system/*.cruds")))
                .hasStatus(200);
        Answer answer = request("\"college\"", officer);
        assertThat(answer).hasStatus(202);
        String url = answer.header("Content-Location").orElseThrow();
        return url.substring(url.indexOf("$nms-disclosure"));
    }

    private Answer request(String recipient, String token) {
        LocalDate today = LocalDate.now(ZoneId.of("America/Toronto"));
        return post(
                "$nms-disclose",
                """
                {"resourceType":"Parameters","parameter":[
                {"name":"recipient","valueCode":%s},{"name":"basis","valueCode":"s1"},
                {"name":"purpose","valueString":"Review"},{"name":"case","valueString":"CASE-%s"},
                {"name":"patient","valueIdentifier":{"system":"%s","value":"%s"}},
                {"name":"from","valueDate":"%s"},{"name":"to","valueDate":"%s"}]}""".formatted(recipient, mark, PharmacyRecord.HCN, person, today.minusDays(30), today),
                token);
    }

    private Answer decide(String url, String decision, String token) {
        return post("$nms-disclosure-decide", decision(url, decision, ""), token);
    }

    private static String decision(String url, String decision, String more) {
        return """
                {"resourceType":"Parameters","parameter":[{"name":"request","valueString":"%s"},
                {"name":"decision","valueCode":"%s"}%s]}""".formatted(id(url), decision, more);
    }

    private boolean isSigned(String manifest, String signature) throws Exception {
        JWSObject signed = JWSObject.parse(signature, new Payload(manifest));
        JWKSet keys = JWKSet.parse(beside().get(".well-known/jwks.json").text());
        return signed.verify(new ECDSAVerifier(
                keys.getKeyByKeyId(signed.getHeader().getKeyID()).toECKey()));
    }

    private String trail(String url) {
        return String.join(
                "\n",
                JdbcClient.create(dataSource)
                        .sql("select query from audit_event where query like ?")
                        .param("disclosure " + id(url) + "%")
                        .query(String.class)
                        .list());
    }

    private int refusals() {
        return JdbcClient.create(dataSource)
                .sql(
                        "select count(*) from audit_event where status = 403 and person in (?, ?) and query like '%disclosure-decide%'")
                .params("officer-" + mark, "chief-" + mark)
                .query(Integer.class)
                .single();
    }

    private static String id(String url) {
        return url.replaceAll(".*request=([0-9a-f-]{36}).*", "$1");
    }

    private static String token(String client, String person, String role) {
        return token(client, person, role, "user/MedicationDispense.rs");
    }

    private static String token(String client, String person, String role, String scope) {
        return ISSUER.token(claims -> claims.claim("scope", scope)
                .claim("role", role)
                .claim("client_id", client)
                .subject(person));
    }
}
