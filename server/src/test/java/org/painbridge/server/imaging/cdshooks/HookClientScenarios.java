package org.painbridge.server.imaging.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.imaging.cdshooks.HookCalls.sign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.painbridge.imaging.fhir.DecisionId;
import org.painbridge.server.Answer;
import org.springframework.beans.factory.annotation.Autowired;

/** What clients have of their own. Those of the tests: config/application.yaml. */
abstract class HookClientScenarios extends HookScenarios {
    private static final String HERE = "http://localhost:8080/";

    @Autowired
    private MeterRegistry meters;

    @Test
    void inShadowModeDecisionsAreRecordedAndNobodySeesThem() {
        JsonNode answer = served(sign(mri()).withoutRedFlags().from("http://127.0.0.1:1/shadowed"));

        assertThat(answer).isEqualTo(HookCalls.JSON.createObjectNode().set("cards", HookCalls.JSON.createArrayNode()));
        await().untilAsserted(() -> assertThat(decisions("shadowed"))
                .isNotEmpty()
                .allSatisfy(row -> {
                    assertThat(row)
                            .containsEntry("result", "not-appropriate")
                            .containsEntry("mode", "shadow")
                            .containsEntry("token", null);
                    assertThat(row.values().toString())
                            .doesNotContain("chart-1")
                            .doesNotContain("order-1");
                }));
    }

    @Test
    void aLiveDecisionIsRecordedWithItsCard() {
        JsonNode answer = served(sign(mri()).withoutRedFlags());

        String card = answer.at("/cards/0/uuid").asText();
        await().untilAsserted(() -> assertThat(database()
                        .sql("select client from imaging_decision where decision_id = ?")
                        .param(DecisionId.of(UUID.fromString(card)).ulid())
                        .query(String.class)
                        .list())
                .containsExactly("unnamed"));
    }

    @Test
    void aClientThatIsSwitchedOffIsAnsweredWithNothing() {
        JsonNode answer = served(sign(mri()).withoutRedFlags().from("http://127.0.0.1:1/silenced"));

        assertThat(answer.toString()).isEqualTo("{\"cards\":[]}");
        assertThat(decisions("silenced")).isEmpty();
    }

    @Test
    void anArgonautClientGetsItsPlaceItsCodeAndItsLanguage() {
        JsonNode answer = served(sign(mri()).withoutRedFlags().from("http://127.0.0.1:1/argonaut"));

        assertThat(answer.has("systemActions")).isFalse();
        assertThat(answer.at("/extension/systemActions")).hasSize(1);
        assertThat(answer.at("/cards/0/summary").asText()).startsWith("Habituellement");
    }

    @Test
    void browsersOfTheConfiguredOriginMayCallAndOthersNot() {
        Answer allowed = preflight("https://emr.example.org");
        Answer other = preflight("https://evil.example.org");

        assertThat(allowed).hasStatus(200).hasHeader("Access-Control-Allow-Origin", "https://emr.example.org");
        assertThat(allowed.header("Access-Control-Allow-Methods").orElse("")).contains("POST");
        assertThat(other).hasStatus(403);
        assertThat(other.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(send(sign(mri()).withoutRedFlags(), "Origin", "https://emr.example.org"))
                .hasHeader("Access-Control-Allow-Origin", "https://emr.example.org");
    }

    @Test
    void aSignedCallIsServedOnce() {
        String token = "Bearer " + TestClient.SIGNING.token(HERE + SERVICE);

        Answer first = send(sign(mri()).withoutRedFlags(), "Authorization", token);
        Answer second = send(sign(mri()).withoutRedFlags(), "Authorization", token);

        assertThat(first).hasStatus(200);
        assertThat(second)
                .isRefused(401, "client-not-trusted")
                .at("http.Authorization")
                .saying("used before");
        assertThat(second).hasHeader("WWW-Authenticate", "Bearer");
        await().untilAsserted(() -> assertThat(decisions("signing")).isNotEmpty());
    }

    @Test
    void aTokenIsForOneEndpoint() {
        String token = "Bearer " + TestClient.SIGNING.token(HERE + "cds-services");

        assertThat(hooks().get("cds-services", "Authorization", token)).hasStatus(200);
        assertThat(send(sign(mri()), "Authorization", "Bearer " + TestClient.SIGNING.token(HERE + "cds-services")))
                .isRefused(401, "client-not-trusted")
                .saying("aud");
        assertThat(hooks().post(SERVICE + "/feedback", "{}", "Authorization", "Basic eDp5"))
                .isRefused(401, "client-not-trusted");
    }

    @Test
    void callsOrdersAndCardsAreCounted() {
        double before = orders();

        served(sign(mri()).withoutRedFlags());
        ObjectNode broken = sign(mri()).json();
        broken.remove("hook");
        hooks().post(SERVICE, broken.toString());

        assertThat(orders()).isGreaterThan(before);
        assertThat(meters.timer("painbridge.cds.calls", "hook", "order-sign", "outcome", "answered")
                        .count())
                .isPositive();
        assertThat(meters.timer("painbridge.cds.calls", "hook", "unknown", "outcome", "refused")
                        .count())
                .isPositive();
    }

    private double orders() {
        return meters.find("painbridge.cds.orders").tag("verdict", "not-appropriate").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private List<Map<String, Object>> decisions(String client) {
        return database()
                .sql("select * from imaging_decision where client = ?")
                .param(client)
                .query()
                .listOfRows();
    }

    private Answer preflight(String origin) {
        return hooks().send(
                        "OPTIONS",
                        SERVICE,
                        BodyPublishers.noBody(),
                        "Origin",
                        origin,
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "authorization,content-type");
    }
}
