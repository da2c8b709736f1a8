package org.painbridge.server.careplan;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.BusinessIdentifier;
import org.painbridge.careplan.Deadlines;
import org.painbridge.careplan.Deadlines.Times;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of care-plan exchange.
 *
 * @param respondWithin time that a family physician has to answer a pushed plan where the sender names no date; above 0,
 *     at most 366 days
 * @param acknowledgeWithin time that the recipient's system has to acknowledge it; above 0, at most 366 days
 * @param lookForOverdueEvery how often reviews are looked for that are overdue; 0 for never, at most a day
 * @param maxEntries most entries of the bundle of a push; 1 to 5000
 * @param paperWithoutEndpoint whether a plan is also queued on paper for a recipient whom no system reaches
 * @param smallestCount smallest count of people that figures show; 1 to 100
 * @param messageEventSystems systems of the codes by which a message says what has happened; at least one
 * @param organizations times of organizations that have their own, by a name that is only for this file
 */
@ConfigurationProperties("painbridge.careplan")
public record CarePlanSettings(
        @DefaultValue("14d") Duration respondWithin,
        @DefaultValue("24h") Duration acknowledgeWithin,
        @DefaultValue("1m") Duration lookForOverdueEvery,
        @DefaultValue("500") int maxEntries,
        @DefaultValue("true") boolean paperWithoutEndpoint,
        @DefaultValue("6") int smallestCount,

        @DefaultValue("https://ehealthontario.ca/fhir/CodeSystem/message-event-code")
        Set<String> messageEventSystems,

        @DefaultValue Map<String, OrganizationTimes> organizations) {
    private static final Duration LONGEST = Duration.ofDays(366);

    public CarePlanSettings {
        requireTime("respond-within", respondWithin);
        requireTime("acknowledge-within", acknowledgeWithin);
        if (lookForOverdueEvery.isNegative() || lookForOverdueEvery.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "painbridge.careplan.look-for-overdue-every is 0 to 1d, not " + lookForOverdueEvery);
        }
        if (maxEntries < 1 || maxEntries > 5_000) {
            throw new IllegalArgumentException("painbridge.careplan.max-entries is 1 to 5000, not " + maxEntries);
        }
        if (smallestCount < 1 || smallestCount > 100) {
            throw new IllegalArgumentException("painbridge.careplan.smallest-count is 1 to 100, not " + smallestCount);
        }
        if (messageEventSystems.isEmpty() || messageEventSystems.contains("")) {
            throw new IllegalArgumentException("painbridge.careplan.message-event-systems has at least one system");
        }
        messageEventSystems = Set.copyOf(messageEventSystems);
        organizations = Map.copyOf(organizations);
        organizations.forEach((name, times) -> {
            String setting = "organizations." + name;
            requireTime(setting + ".respond-within", times.respondWithin() == null ? LONGEST : times.respondWithin());
            requireTime(
                    setting + ".acknowledge-within",
                    times.acknowledgeWithin() == null ? LONGEST : times.acknowledgeWithin());
        });
        if (organizations.values().stream()
                        .map(OrganizationTimes::identifier)
                        .distinct()
                        .count()
                < organizations.size()) {
            throw new IllegalArgumentException("painbridge.careplan.organizations names an organization twice");
        }
    }

    /**
     * Of an organization and of all that are part of it and have no times of their own.
     *
     * @param identifier {@code system|value} of Organization.identifier
     * @param respondWithin as in general where it is null
     * @param acknowledgeWithin as in general where it is null
     */
    public record OrganizationTimes(
            @DefaultValue("") String identifier,
            @Nullable Duration respondWithin,
            @Nullable Duration acknowledgeWithin) {
        public OrganizationTimes {
            int bar = identifier.lastIndexOf('|');
            if (bar < 1 || bar == identifier.length() - 1) {
                throw new IllegalArgumentException(
                        "painbridge.careplan.organizations.[name].identifier is system|value, not " + identifier);
            }
        }

        BusinessIdentifier key() {
            int bar = identifier.lastIndexOf('|');
            return new BusinessIdentifier(identifier.substring(0, bar), identifier.substring(bar + 1));
        }
    }

    Deadlines deadlines() {
        Map<BusinessIdentifier, Times> own = new HashMap<>();
        organizations
                .values()
                .forEach(times -> own.put(
                        times.key(),
                        new Times(
                                Objects.requireNonNullElse(times.acknowledgeWithin(), acknowledgeWithin),
                                Objects.requireNonNullElse(times.respondWithin(), respondWithin))));
        return new Deadlines(new Times(acknowledgeWithin, respondWithin), own);
    }

    private static void requireTime(String name, Duration time) {
        if (!time.isPositive() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "painbridge.careplan." + name + " is above 0 and at most 366d, not " + time);
        }
    }
}
