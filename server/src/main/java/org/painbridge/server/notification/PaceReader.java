package org.painbridge.server.notification;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelComponent;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.notification.Wanted.Pace;

/** Reads how much at once and how often, from the extensions of the channel; each has a limit. */
final class PaceReader {
    private static final String BACKPORT =
            "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-";
    private static final int MOST_EVENTS = 100;
    private static final int LEAST_HEARTBEAT = 10;
    private static final int MOST_HEARTBEAT = 7 * 24 * 60 * 60;

    private final Map<String, Integer> most;

    /** @param longest time for one message */
    PaceReader(Duration longest) {
        this.most = Map.of(
                BACKPORT + "max-count", MOST_EVENTS,
                BACKPORT + "timeout", (int) Math.max(1, longest.toSeconds()),
                BACKPORT + "heartbeat-period", MOST_HEARTBEAT);
    }

    Pace read(SubscriptionChannelComponent channel) {
        Map<String, Integer> found = new HashMap<>();
        for (Extension extension : channel.getExtension()) {
            String url = String.valueOf(extension.getUrl());
            Integer limit = most.get(url);
            if (limit == null) {
                throw SubscriptionReader.problem("channel", "Extensions of the channel here: " + names());
            }
            int least = url.endsWith("heartbeat-period") ? LEAST_HEARTBEAT : 1;
            Integer number = number(extension);
            if (number == null || number < least || number > limit || found.put(url, number) != null) {
                throw SubscriptionReader.problem(
                        "channel", name(url) + " is a whole number from " + least + " to " + limit + ", once");
            }
        }
        Integer events = found.get(BACKPORT + "max-count");
        return new Pace(
                events == null ? Pace.USUAL.most() : events,
                seconds(found.get(BACKPORT + "timeout")),
                seconds(found.get(BACKPORT + "heartbeat-period")));
    }

    private static @Nullable Duration seconds(@Nullable Integer number) {
        return number == null ? null : Duration.ofSeconds(number);
    }

    private static @Nullable Integer number(Extension extension) {
        return extension.getValue() instanceof PrimitiveType<?> value && value.getValue() instanceof Integer number
                ? number
                : null;
    }

    private String names() {
        return String.join(
                ", ", most.keySet().stream().map(PaceReader::name).sorted().toList());
    }

    private static String name(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }
}
