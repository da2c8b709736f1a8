package org.painbridge.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.painbridge.server.Answer;
import org.painbridge.server.RowCounts;
import org.painbridge.server.ScopedCallers;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Whose;
import org.springframework.beans.factory.annotation.Autowired;

abstract class RefusedSubscriptionScenarios extends Subscribing {
    private static final String ENDPOINT = "http://127.0.0.1:9/receiver";

    @Autowired
    private ScopedCallers callers;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SubscriptionTopic/care-plan-task | SubscriptionTopic/weather | criteria | canonical of a topic
            Task?owner=Organization/1 | Task?_filter=owner eq Organization/1 | criteria | _filter
            Task?owner=Organization/1 | Task?status=requested | criteria | owner, patient
            Task?owner=Organization/1 | CarePlan?patient=Patient/1 | criteria | Task?
            Task?owner=Organization/1 | Task?owner=Organization/1&owner=Organization/2 | criteria | once
            "rest-hook" | "sms" | channel.type | rest-hook, websocket
            "rest-hook" | "email" | channel.payload | text/plain
            "rest-hook" | "websocket" | channel.endpoint | leave it out
            id-only | full-resource | channel.payload | agreement
            id-only | everything | channel.payload | empty or id-only
            application/fhir+json | application/fhir+xml | channel.payload | application/fhir+json
            "requested" | "active" | status | requested
            "type":"rest-hook" | "type":"rest-hook","header":["Host: elsewhere.example"] | channel.header | leave it out
            "type":"rest-hook" | "type":"rest-hook","header":["Content-Length: 1"] | channel.header | leave it out
            "type":"rest-hook" | "type":"rest-hook","header":["X-Key: a\\r\\nX-Other: b"] | channel.header | one line
            "type":"rest-hook" | "type":"rest-hook","header":["X-Key: sealed.eyJhbGciOiJkaXIifQ..a.b.c"] | channel.header | again
            http://127.0.0.1:9/receiver | http://127.0.0.1:9/other | channel.endpoint | painbridge.notifications.endpoints
            http://127.0.0.1:9/receiver | https://ehr.example.org/hook | channel.endpoint | painbridge.notifications.endpoints
            http://127.0.0.1:9/receiver | http://ehr.example.org/receiver | channel.endpoint | https
            http://127.0.0.1:9/receiver | https://10.0.0.7/receiver | channel.endpoint | private network
            http://127.0.0.1:9/receiver | https://192.168.1.9/receiver | channel.endpoint | private network
            http://127.0.0.1:9/receiver | https://169.254.169.254/latest | channel.endpoint | private network
            http://127.0.0.1:9/receiver | https://100.64.3.2/receiver | channel.endpoint | private network
            http://127.0.0.1:9/receiver | https://[fd00::1]/receiver | channel.endpoint | private network
            http://127.0.0.1:9/receiver | https://[::1]/receiver | channel.endpoint | private network
            http://127.0.0.1:9/receiver | https://user:word@ehr.example.org/ | channel.endpoint | without user
            "type":"rest-hook" | "extension":[{"url":"http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-heartbeat-period","valueUnsignedInt":1}],"type":"rest-hook" | channel | heartbeat-period
            "type":"rest-hook" | "extension":[{"url":"http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-max-count","valuePositiveInt":101}],"type":"rest-hook" | channel | max-count
            "type":"rest-hook" | "extension":[{"url":"http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-timeout","valueUnsignedInt":61}],"type":"rest-hook" | channel | timeout
            "type":"rest-hook" | "extension":[{"url":"https://example.org/color","valueCode":"red"}],"type":"rest-hook" | channel | Extensions of the channel
            "reason" | "end":"2099-01-01T00:00:00Z","reason" | end | off
            """)
    void whatWouldNotBeHonouredIsRefused(String right, String wrong, String where, String why) {
        String body = subscription("care-plan-task", "Task?owner=Organization/1", ENDPOINT);
        assertThat(body).contains(right);
        RowCounts before = rows();

        Answer answer = http().post("Subscription", body.replace(right, wrong));

        assertThat(answer)
                .isRefused(422, "unsupported-subscription")
                .at("Subscription." + where)
                .saying(why);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void aPatchOrABundleIsNoWayAround() {
        Answer created =
                http().post("Subscription", subscription("care-plan-changed", "CarePlan?patient=Patient/1", ENDPOINT));
        assertThat(created).hasStatus(201);
        String id = track("Subscription/" + created.id());

        assertThat(http().patch(id, """
                [{"op":"replace","path":"/channel/endpoint","value":"https://10.0.0.7/receiver"}]""")).isRefused(422, "unsupported-subscription");
        assertThat(http().post("", """
                {"resourceType":"Bundle","type":"transaction","entry":[{"resource":%s,
                 "request":{"method":"POST","url":"Subscription"}}]}""".formatted(subscription(
                        "care-plan-task", "Task?owner=Organization/1", "https://10.0.0.7/receiver"))))
                .isRefused(422, "unsupported-subscription");
    }

    @Test
    void whoReachesNothingOfATopicHearsOfNothing() {
        String body = subscription("care-plan-task", "Task?owner=Organization/1", ENDPOINT);
        var otherType = AccessScope.of(new Grant(Set.of("Subscription"), new Whose.Everybody(), Set.of()));
        var all = AccessScope.of(new Grant(Set.of("Task", "Subscription"), new Whose.Everybody(), Set.of()));

        assertThat(http().post("Subscription", body, callers.header(otherType))).isRefused(403, "access-denied");
        Answer created = http().post("Subscription", body, callers.header(all));
        assertThat(created).hasStatus(201);
        String id = track("Subscription/" + created.id());

        assertThat(http().get(id + "/$events", callers.header(otherType))).isRefused(403, "access-denied");
        assertThat(http().get(id + "/$events", callers.header(all))).hasStatus(200);
    }

    @Test
    void theCapabilityStatementNamesTheTopics() {
        JsonNode rest = http().get("metadata").json().at("/rest/0/resource");

        assertThat(rest.toString())
                .contains(
                        "capabilitystatement-subscriptiontopic-canonical",
                        "SubscriptionTopic/care-plan-pushed",
                        "SubscriptionTopic/care-plan-task",
                        "SubscriptionTopic/care-plan-changed");
    }

    @Test
    void allTopicsAreFound() {
        JsonNode found = http().get("Basic").json();

        assertThat(found.path("total").asInt()).isEqualTo(Topic.values().length);
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void aTopicIsReadAsABasic(Topic topic) {
        JsonNode basic = http().get("Basic/" + topic.code()).json();

        assertThat(basic.at("/code/coding/0/code").asText()).isEqualTo("SubscriptionTopic");
        assertThat(basic.at("/extension/0/valueUri").asText()).isEqualTo(topic.canonical());
        assertThat(basic.toString()).contains("StructureDefinition/" + topic.type());
    }
}
