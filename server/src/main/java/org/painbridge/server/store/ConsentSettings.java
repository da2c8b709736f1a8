package org.painbridge.server.store;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Directives of patients, and who may break the glass.
 *
 * @param overrideFor longest time for which an override opens what is withheld; above 0, at most 24h
 * @param overrideRoles roles whose users may break the glass; all, where none is named
 * @param freeRoles roles for whose users no directive counts
 * @param privacyContact who is told of directives and overrides, {@code Type/id}; where it is empty, the managing organization
 *     of the patient
 */
@Validated
@ConfigurationProperties("painbridge.consent")
public record ConsentSettings(
        @DefaultValue("4h") Duration overrideFor,
        @DefaultValue Set<String> overrideRoles,
        @DefaultValue Set<String> freeRoles,
        @DefaultValue("") String privacyContact) {
    private static final Duration LONGEST = Duration.ofHours(24);

    public ConsentSettings {
        if (!overrideFor.isPositive() || overrideFor.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "painbridge.consent.override-for is above 0 and at most 24h, not " + overrideFor);
        }
        if (!privacyContact.isEmpty() && !privacyContact.matches("[A-Z][A-Za-z]+/[A-Za-z0-9\\-.]{1,64}")) {
            throw new IllegalArgumentException(
                    "painbridge.consent.privacy-contact is Type/id of a resource here, not " + privacyContact);
        }
        overrideRoles = Set.copyOf(overrideRoles);
        freeRoles = Set.copyOf(freeRoles);
    }
}
