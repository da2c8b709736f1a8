package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.store.AccessRights.Origin;
import org.painbridge.server.store.FhirStore;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is kept of a token with a Subscription. */
class KeptScopesIT extends SignInServer {
    private static final String SUBSCRIPTION = """
            {"resourceType":"Subscription","status":"requested","reason":"Own patients",
             "criteria":"https://painbridge.example/fhir/SubscriptionTopic/care-plan-task",
             "channel":{"type":"rest-hook","endpoint":"http://127.0.0.1:9/receiver","payload":"application/fhir+json",
              "_payload":{"extension":[{"url":"http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-payload-content",
                "valueCode":"id-only"}]}}}""";

    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @Autowired
    private KeptScopes kept;

    @Autowired
    private FhirStore store;

    @Autowired
    private DataSource database;

    @Test
    void itOpensWhatTheTokenDidAndNoMore() {
        String own = patient("own", "Practitioner/kay-" + mark);
        String other = patient("other", "Practitioner/lou-" + mark);
        String token = token("kay");

        Answer created = post("Subscription", SUBSCRIPTION, token);

        assertThat(created).hasStatus(201);
        Origin origin = origin(created.id());
        assertThat(store.within(kept.now(origin)).seen("Patient", List.of(own, other)))
                .containsExactly(own);
        assertThat(origin.claims()).doesNotContain(token);
        assertThat(get("Subscription/" + created.id(), token)).hasStatus(200);
        assertThat(get("Subscription/" + created.id() + "/$status", token)).hasStatus(200);
        assertThat(get("Subscription/" + created.id(), token("lou"))).isRefused(404, "not-found");
    }

    private static String scope() {
        return "user/Patient.rs user/Task.rs user/Subscription.cruds";
    }

    private String token(String who) {
        return ISSUER.ofUser("Practitioner/" + who + "-" + mark, scope());
    }

    private String patient(String name, String practitioner) {
        String id = name + "-" + mark;
        String body = """
                {"resourceType":"Patient","id":"%s","generalPractitioner":[{"reference":"%s"}]}""".formatted(id, practitioner);
        assertThat(put("Patient/" + id, body, ISSUER.token("system/*.cruds"))).hasStatus(201);
        return id;
    }

    private Origin origin(String subscription) {
        return JdbcClient.create(database)
                .sql("select holder, claims from notification_subscription where subscription_id = ?")
                .param(subscription)
                .query((row, number) -> new Origin(row.getString("holder"), row.getString("claims")))
                .single();
    }
}
