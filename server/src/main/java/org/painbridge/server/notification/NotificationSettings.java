package org.painbridge.server.notification;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.painbridge.server.outgoing.AllowedServers;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of notifications.
 *
 * @param endpoints of receivers that are sent to: the beginnings of their URLs; http and {@code :*} (any port) on this machine only
 * @param answerWithin time for one message, from the connection to the status of the answer; above 0, at most 1 minute
 * @param retryAfter pauses after failures one after the other; the last is used again
 * @param giveUpAfter how long a receiver may fail before its Subscription gets the status error; above 0, at most 30 days
 * @param keepEvents how long {@code $events} knows what happened; 1 day to 366 days
 * @param lookEvery how often a node looks for what others left behind; 0 for never, and nothing is sent; at most 1 minute
 * @param takeOverAfter time beyond that of a message after which another node sends what one had begun to; 1 second to 10 minutes
 * @param fullResource of {@code endpoints}, those with which it was agreed that resources themselves are sent
 * @param operator who owns the Tasks about receivers that were given up, {@code Organization/x}; empty for nobody
 * @param privateHosts names or addresses of hosts in private networks that may be connected to all the same
 * @param headerKeys what the headers of channels are encrypted with: 32 random bytes each, as Base64; the first encrypts, the
 *     others open what was encrypted with them; none: no headers are taken
 * @param messageEventSystem of the codes by which a FHIR message says what has happened
 * @param bindingFor how long a token for a websocket, and what is connected by it, counts; 1 minute to 1 day
 */
@ConfigurationProperties("painbridge.notifications")
public record NotificationSettings(
        @DefaultValue List<String> endpoints,
        @DefaultValue("10s") Duration answerWithin,
        @DefaultValue("5s,15s,1m,5m,30m,2h,4h") List<Duration> retryAfter,
        @DefaultValue("72h") Duration giveUpAfter,
        @DefaultValue("30d") Duration keepEvents,
        @DefaultValue("1s") Duration lookEvery,
        @DefaultValue("30s") Duration takeOverAfter,
        @DefaultValue List<String> fullResource,
        @DefaultValue("") String operator,
        @DefaultValue Set<String> privateHosts,
        @DefaultValue("1h") Duration bindingFor,
        @DefaultValue({}) List<String> headerKeys,

        @DefaultValue("https://ehealthontario.ca/fhir/CodeSystem/message-event-code")
        String messageEventSystem) {
    private static final Pattern OPERATOR =
            Pattern.compile("(Organization|Practitioner|PractitionerRole)/[A-Za-z0-9.-]{1,64}");
    private static final int KEY_BYTES = 32;
    private static final String HEADER_KEYS = "painbridge.notifications.header-keys";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    public NotificationSettings {
        endpoints = List.copyOf(endpoints);
        retryAfter = List.copyOf(retryAfter);
        fullResource = List.copyOf(fullResource);
        headerKeys = List.copyOf(headerKeys);
        headerKeys.forEach(NotificationSettings::key);
        new AllowedServers("endpoints", endpoints);
        new AllowedServers("full-resource", fullResource);
        if (!operator.isEmpty() && !OPERATOR.matcher(operator).matches()) {
            throw new IllegalArgumentException(
                    "painbridge.notifications.operator is Organization/x, Practitioner/x or PractitionerRole/x, not "
                            + operator);
        }
        requireWithin("answer-within", answerWithin, Duration.ofMillis(1), MINUTE);
        requireWithin("give-up-after", giveUpAfter, Duration.ofMillis(1), Duration.ofDays(30));
        requireWithin("keep-events", keepEvents, Duration.ofDays(1), Duration.ofDays(366));
        privateHosts = Set.copyOf(privateHosts);
        requireWithin("binding-for", bindingFor, MINUTE, Duration.ofDays(1));
        requireWithin("take-over-after", takeOverAfter, Duration.ofSeconds(1), Duration.ofMinutes(10));
        requireWithin("look-every", lookEvery, Duration.ZERO, MINUTE);
        if (retryAfter.isEmpty()) {
            throw new IllegalArgumentException("painbridge.notifications.retry-after has no pause");
        }
        retryAfter.forEach(pause -> requireWithin("retry-after", pause, Duration.ofSeconds(1), Duration.ofDays(1)));
    }

    /** @param failures one after the other, at least 1 */
    Duration pause(int failures) {
        return retryAfter.get(Math.min(failures, retryAfter.size()) - 1);
    }

    HeaderSeal seal() {
        return new HeaderSeal(headerKeys.stream().map(NotificationSettings::key).toList());
    }

    /** Not the key: the message may be logged. */
    private static byte[] key(String text) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(HEADER_KEYS + " holds something that is not Base64", e);
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    HEADER_KEYS + " holds a key of " + key.length + " bytes; each has " + KEY_BYTES);
        }
        return key;
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "NotificationSettings[endpoints=" + endpoints + "]";
    }

    AllowedServers allowed() {
        return new AllowedServers("endpoints", endpoints);
    }

    AllowedServers agreements() {
        return new AllowedServers("full-resource", fullResource);
    }

    private static void requireWithin(String name, Duration time, Duration least, Duration most) {
        if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "painbridge.notifications." + name + " is " + least + " to " + most + ", not " + time);
        }
    }
}
