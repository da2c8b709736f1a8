package org.painbridge.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The shape that the Subscriptions R5 Backport guide (1.1, for R4) gives to notifications and statuses, in our words: its profiles
 * are not ours to ship, so no validator here knows them.
 */
final class BackportShape {
    private static final String PROFILE =
            "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-subscription-";
    private static final Set<String> STATUSES = Set.of("requested", "active", "error", "off");
    private static final Set<String> TYPES =
            Set.of("handshake", "heartbeat", "event-notification", "query-status", "query-event");

    /** The element in which the value of a parameter is, by its name: backport-subscription-status-r4. */
    private static final Map<String, String> VALUES = Map.of(
            "subscription", "valueReference",
            "topic", "valueCanonical",
            "status", "valueCode",
            "type", "valueCode",
            "events-since-subscription-start", "valueString",
            "error", "valueCodeableConcept",
            "event-number", "valueString",
            "timestamp", "valueInstant",
            "focus", "valueReference");

    private BackportShape() {}

    /** A Bundle by backport-subscription-notification-r4, and what the pages of the guide say of payloads. */
    static void isNotification(JsonNode bundle, String type, String content) {
        assertThat(profiles(bundle)).as("declares what it is").containsExactly(PROFILE + "notification-r4");
        assertThat(bundle.path("type").asText())
                .as("R4 has no bundle of notifications")
                .isEqualTo("history");
        isInstant(bundle.path("timestamp"));
        List<JsonNode> entries = list(bundle.path("entry"));
        assertThat(entries).as("a status comes first").isNotEmpty();
        entries.forEach(BackportShape::isEntryOfHistory);
        assertThat(entries.getFirst().at("/request/method").asText()).isEqualTo("GET");
        assertThat(entries.getFirst().at("/request/url").asText())
                .as("the request is that of $status")
                .matches("https?://.*/Subscription/[^/]+/\\$status");
        assertThat(entries.stream().filter(each -> isParameters(each.path("resource"))))
                .as("one status")
                .hasSize(1);
        JsonNode status = entries.getFirst().path("resource");
        isStatus(status, type);
        List<JsonNode> events = named(status, "notification-event");
        List<JsonNode> more = entries.subList(1, entries.size());
        boolean hasEvents = Set.of("event-notification", "query-event").contains(type);
        assertThat(events.isEmpty()).as("events are in messages of events").isNotEqualTo(hasEvents);
        isContent(content, status, events, more);
    }

    private static void isContent(String content, JsonNode status, List<JsonNode> events, List<JsonNode> more) {
        List<String> foci = events.stream()
                .flatMap(event -> parts(event, "focus").stream())
                .map(focus -> focus.at("/valueReference/reference").asText())
                .toList();
        if (content.equals("empty")) {
            assertThat(foci).as("empty names no resource").isEmpty();
            assertThat(named(status, "topic")).as("empty tells no topic").isEmpty();
        } else {
            assertThat(named(status, "topic"))
                    .as("who gets the ids knows the topic")
                    .hasSize(1);
            assertThat(foci).as("each event names what it is about").hasSameSizeAs(events);
            assertThat(foci)
                    .as("by an address of the server")
                    .allMatch(focus -> focus.matches("https?://.*/\\w+/[^/]+"));
        }
        if (content.equals("full-resource")) {
            assertThat(more.stream().map(each -> each.path("fullUrl").asText()))
                    .as("each resource comes with it")
                    .containsAll(foci);
        } else {
            assertThat(more).as("and nothing else").isEmpty();
        }
    }

    /** Parameters by backport-subscription-status-r4, in a notification or as an answer to {@code $status}. */
    static void isStatus(JsonNode status, String type) {
        assertThat(isParameters(status)).as("the status is Parameters in R4").isTrue();
        assertThat(profiles(status)).as("declares what it is").containsExactly(PROFILE + "status-r4");
        for (String once : List.of("subscription", "status", "type", "events-since-subscription-start")) {
            assertThat(named(status, once)).as("one " + once).hasSize(1);
        }
        assertThat(named(status, "topic")).as("at most one topic").hasSizeLessThan(2);
        assertThat(named(status, "subscription")
                        .getFirst()
                        .at("/valueReference/reference")
                        .asText())
                .matches("https?://.*/Subscription/[^/]+");
        assertThat(STATUSES)
                .contains(named(status, "status").getFirst().path("valueCode").asText());
        assertThat(TYPES).contains(type);
        assertThat(named(status, "type").getFirst().path("valueCode").asText()).isEqualTo(type);
        int last = 0;
        for (JsonNode parameter : status.path("parameter")) {
            if (parameter.path("name").asText().equals("notification-event")) {
                last = isEvent(parameter, last);
            } else {
                isValue(parameter);
            }
        }
        int since = number(named(status, "events-since-subscription-start").getFirst());
        assertThat(last).as("no event beyond the count").isLessThanOrEqualTo(since);
    }

    private static int isEvent(JsonNode event, int before) {
        assertThat(event.properties()).as("an event has parts and no value").hasSize(2);
        assertThat(parts(event, "event-number")).as("one number").hasSize(1);
        assertThat(parts(event, "timestamp")).as("at most one time").hasSizeLessThan(2);
        assertThat(parts(event, "focus")).as("at most one focus").hasSizeLessThan(2);
        event.path("part").forEach(BackportShape::isValue);
        parts(event, "timestamp").forEach(each -> isInstant(each.path("valueInstant")));
        int number = number(parts(event, "event-number").getFirst());
        assertThat(number).as("in their order").isGreaterThan(before);
        return number;
    }

    private static void isValue(JsonNode parameter) {
        String name = parameter.path("name").asText();
        assertThat(VALUES).as("a name that the guide has").containsKey(name);
        assertThat(parameter.properties().stream().map(Map.Entry::getKey))
                .as("the type that the guide gives to " + name)
                .containsExactlyInAnyOrder("name", VALUES.get(name));
    }

    private static void isEntryOfHistory(JsonNode entry) {
        assertThat(entry.path("fullUrl").asText()).as("says what it is").isNotBlank();
        assertThat(entry.at("/request/method").asText()).as("bdl-3").isNotBlank();
        assertThat(entry.at("/request/url").asText()).as("bdl-3").isNotBlank();
        assertThat(entry.at("/response/status").asText()).as("bdl-4").matches("\\d{3}.*");
    }

    private static void isInstant(JsonNode time) {
        assertThatCode(() -> OffsetDateTime.parse(time.asText()))
                .as("an instant has a time and an offset")
                .doesNotThrowAnyException();
    }

    private static int number(JsonNode parameter) {
        assertThat(parameter.path("valueString").isTextual())
                .as("R4 has no integer64")
                .isTrue();
        assertThat(parameter.path("valueString").asText()).matches("0|[1-9]\\d*");
        return parameter.path("valueString").asInt();
    }

    private static boolean isParameters(JsonNode resource) {
        return resource.path("resourceType").asText().equals("Parameters");
    }

    private static List<String> profiles(JsonNode resource) {
        return list(resource.at("/meta/profile")).stream().map(JsonNode::asText).toList();
    }

    private static List<JsonNode> named(JsonNode status, String name) {
        return list(status.path("parameter")).stream()
                .filter(each -> each.path("name").asText().equals(name))
                .toList();
    }

    private static List<JsonNode> parts(JsonNode event, String name) {
        return list(event.path("part")).stream()
                .filter(each -> each.path("name").asText().equals(name))
                .toList();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
