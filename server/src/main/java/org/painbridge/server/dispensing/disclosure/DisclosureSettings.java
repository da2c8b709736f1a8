package org.painbridge.server.dispensing.disclosure;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of disclosures. No recipient ships with the software: the sections of the Act need a lawyer's reading.
 *
 * @param recipients bodies to which may be disclosed, by the code that requests name
 * @param requestRoles roles whose users may request a disclosure
 * @param approveRoles roles whose users may approve what another person has requested
 * @param approvers who own the Tasks that say that a disclosure waits, {@code Organization/x}; empty for nobody
 * @param oneClient whether both may come by the same client, such as an application in which both sign in
 * @param approveWithin time that a request waits for approval; above 0, at most 90 days
 * @param keepFor time that a package can be fetched; above 0, at most 366 days
 * @param lookEvery how often it is looked for packages that have expired or no longer hold; 0 for never, at most a day
 * @param longestDays most days that a disclosure covers; 1 to 3660
 * @param smallestGroup fewest peers of whom anything is said; 2 to 100
 */
@ConfigurationProperties("painbridge.disclosure")
public record DisclosureSettings(
        @DefaultValue Map<String, Recipient> recipients,
        @DefaultValue Set<String> requestRoles,
        @DefaultValue Set<String> approveRoles,
        @DefaultValue("") String approvers,
        @DefaultValue("false") boolean oneClient,
        @DefaultValue("7d") Duration approveWithin,
        @DefaultValue("30d") Duration keepFor,
        @DefaultValue("1h") Duration lookEvery,
        @DefaultValue("731") int longestDays,
        @DefaultValue("6") int smallestGroup) {
    private static final String PREFIX = "painbridge.disclosure.";
    private static final String OWNER = "(Organization|Practitioner|PractitionerRole|CareTeam)/[A-Za-z0-9\\-.]{1,64}";

    /**
     * A body to which may be disclosed.
     *
     * @param name as it stands on the package
     * @param bases the law that permits it, section by section, by the code that requests name
     */
    public record Recipient(String name, Map<String, String> bases) {
        public Recipient {
            if (name == null || name.isBlank() || bases == null || bases.isEmpty()) {
                throw new IllegalArgumentException(
                        PREFIX + "recipients.[code] has a name, and in bases the law that permits it");
            }
            bases = Map.copyOf(bases);
        }
    }

    public DisclosureSettings {
        recipients = Map.copyOf(recipients);
        requestRoles = Set.copyOf(requestRoles);
        approveRoles = Set.copyOf(approveRoles);
        if (!approvers.isEmpty() && !approvers.matches(OWNER)) {
            throw new IllegalArgumentException(
                    PREFIX + "approvers is an Organization, Practitioner, PractitionerRole or CareTeam of this server,"
                            + " such as Organization/x, not " + approvers);
        }
        require("approve-within", approveWithin, Duration.ofDays(90));
        require("keep-for", keepFor, Duration.ofDays(366));
        if (lookEvery.isNegative() || lookEvery.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(PREFIX + "look-every is 0 to 1d, not " + lookEvery);
        }
        require("longest-days", longestDays, 1, 3660);
        require("smallest-group", smallestGroup, 2, 100);
    }

    private static void require(String name, Duration time, Duration longest) {
        if (time.isNegative() || time.isZero() || time.compareTo(longest) > 0) {
            throw new IllegalArgumentException(
                    PREFIX + name + " is above 0 and at most " + longest.toDays() + "d, not " + time);
        }
    }

    private static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(PREFIX + name + " is " + least + " to " + most + ", not " + value);
        }
    }
}
