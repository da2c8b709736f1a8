package org.painbridge.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.ServerTest;
import org.painbridge.server.validation.ProfileValidator;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever leaves the server about a Subscription is valid R4 for the HL7 validator, and has the shape of the Backport guide. */
@ServerTest
class NotificationShapeIT extends Subscribing {
    private static final String FULL = "full-resource";
    private static final String IDS = "id-only";
    private static final String EVENT = "event-notification";

    @Autowired
    private ProfileValidator validator;

    private final Receiver receiver = new Receiver();

    @AfterEach
    void end() {
        receiver.close();
    }

    @ParameterizedTest
    @CsvSource({"empty", "id-only", "full-resource"})
    void aRestHookGetsHandshakeEventsAndHeartbeat(String content) {
        String owner = owner();
        String id = created(beating(owner, content));
        deliver();
        newTask(owner);
        newTask(owner);
        deliver();
        set(id, "heartbeat_due = 1");
        deliver();

        assertThat(receiver.messages()).hasSize(3);
        isNotification(receiver.messages().get(0), "handshake", content.equals(FULL) ? IDS : content);
        isNotification(receiver.messages().get(1), EVENT, content);
        isNotification(receiver.messages().get(2), "heartbeat", content.equals(FULL) ? IDS : content);
        assertThat(receiver.numbers()).containsExactly(1, 2);
    }

    @Test
    void whatIsDeletedBeforeItIsToldHasAnEntryThatSaysSo() {
        String owner = owner();
        created(beating(owner, FULL));
        deliver();
        String task = newTask(owner);
        assertThat(http().delete(task)).hasStatus(204);
        deliver();

        JsonNode told = receiver.messages().getLast();
        isNotification(told, EVENT, FULL);
        assertThat(told.at("/entry/1/resource").isMissingNode()).isTrue();
        assertThat(told.at("/entry/1/response/status").asText()).isEqualTo("410");
    }

    @Test
    void whatWasGivenUpIsInTheStatusAndComesAgain() {
        String owner = owner();
        String id = subscribed(receiver, owner);
        newTask(owner);
        deliver();
        assertThat(http().post(id + "/$resend?eventsSinceNumber=1", "{\"resourceType\":\"Parameters\"}"))
                .hasStatus(200);
        deliver();
        isNotification(receiver.messages().getLast(), EVENT, IDS);
        assertThat(receiver.numbers()).containsExactly(1, 1);

        receiver.answers(500, new byte[0]);
        restart(id);
        deliver();

        JsonNode status = http().get(id + "/$status").json();
        isValid(status);
        assertThat(status.path("type").asText()).isEqualTo("searchset");
        BackportShape.isStatus(status.at("/entry/0/resource"), "query-status");
        assertThat(status.toString()).contains("\"name\":\"error\"");
    }

    @ParameterizedTest
    @CsvSource({"empty", "id-only"})
    void whoAsksForTheEventsGetsWhatAMessageWouldHaveBeen(String content) {
        String owner = owner();
        String id = subscribed(receiver, owner);
        newTask(owner);
        newTask(owner);

        isNotification(http().get(id + "/$events?content=" + content).json(), "query-event", content);
    }

    @Test
    void aFhirMessageHasANotificationAsItsContent() {
        String owner = owner();
        created(subscription("care-plan-task", "Task?owner=" + owner, receiver.url() + "/fhir")
                .replace("\"rest-hook\"", "\"message\""));
        deliver();
        newTask(owner);
        deliver();

        assertThat(receiver.messages()).hasSize(2);
        receiver.messages().forEach(this::isValid);
        isNotification(receiver.messages().get(0).at("/entry/1/resource"), "handshake", IDS);
        isNotification(receiver.messages().get(1).at("/entry/1/resource"), EVENT, IDS);
    }

    @Test
    void whoListensByWebsocketGetsTheSame() {
        String owner = owner();
        String id = created(bySocket(owner));
        try (Listening listening = new Listening(socket())) {
            listening.say("bind-with-token " + socketToken(id));
            listening.await(deliveries(), 1);
            newTask(owner);
            listening.await(deliveries(), 2);

            isNotification(listening.messages().get(0), "handshake", IDS);
            isNotification(listening.messages().get(1), EVENT, IDS);
        }
    }

    /** Else nothing of the above would say anything. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "response":\\{"status":"200"} | "search":{"mode":"match"}
            "type":"history" | "type":"collection"
            "fullUrl":"urn:uuid:[^"]*", |
            "valueString":"1"}, | "valueInteger":1},
            "valueInstant" | "valueDateTime"
            "name":"event-number" | "name":"eventNumber"
            \\{"name":"status","valueCode":"active"}, |
            "valueCode":"active" | "valueCode":"on"
            \\{"name":"focus".*?}} | {"name":"note","valueString":"x"}
            /\\$status" | "
            notification-r4" | notification"
            """)
    void whatIsNotOfThatShapeIsFound(String right, String wrong) throws JsonProcessingException {
        String owner = owner();
        subscribed(receiver, owner);
        newTask(owner);
        deliver();
        JsonNode told = receiver.messages().getLast();
        String changed = told.toString().replaceFirst(right, wrong == null ? "" : wrong);
        assertThat(changed).isNotEqualTo(told.toString());
        JsonNode other = new ObjectMapper().readTree(changed);

        assertThatThrownBy(() -> isNotification(other, EVENT, IDS)).isInstanceOf(AssertionError.class);
    }

    private void isNotification(JsonNode bundle, String type, String content) {
        BackportShape.isNotification(bundle, type, content);
        isValid(bundle);
    }

    /** Profiles that the validator does not have would be errors: {@link BackportShape} is about them. */
    private void isValid(JsonNode bundle) {
        Bundle parsed = context().newJsonParser().parseResource(Bundle.class, bundle.toString());
        withoutProfile(parsed);

        String errors = validator.validate(parsed, List.of()).getIssue().stream()
                .filter(issue -> issue.getSeverity().compareTo(IssueSeverity.ERROR) <= 0)
                .map(issue -> issue.getDiagnostics() + " at " + issue.getExpression())
                .collect(Collectors.joining("\n"));

        assertThat(errors).isEmpty();
    }

    private static void withoutProfile(Resource resource) {
        resource.getMeta().getProfile().removeIf(each -> each.getValue().contains("/subscriptions-backport/"));
        if (resource instanceof Bundle bundle) {
            bundle.getEntry().stream()
                    .filter(Bundle.BundleEntryComponent::hasResource)
                    .forEach(entry -> withoutProfile(entry.getResource()));
        }
    }

    private String beating(String owner, String content) {
        String agreed = content.equals(FULL) ? "/agreed" : "";
        return subscription("care-plan-task", "Task?owner=" + owner, receiver.url() + agreed)
                .replace(IDS, content)
                .replace("\"type\":\"rest-hook\"", extension("heartbeat-period", "UnsignedInt", 60));
    }
}
