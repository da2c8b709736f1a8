package org.painbridge.server.security;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.AccessScope.Label;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whose records people and organizations reach.
 *
 * @param careTeamOnly whether {@code user/} scopes reach only patients in whose care the user takes part
 * @param unlimitedRoles roles whose users reach every patient all the same
 * @param roleClaim the claim of a token that names the role
 * @param organizationClaim the claim of a token that names the organization for which it counts, {@code Organization/x}
 * @param organizationSystem by which identifiers that claim names an organization, where it is no such reference; empty for none
 * @param licences by which identifiers a token without {@code fhirUser} names people, by the start of its claims {@code rid} and
 *     {@code obo}: {@code cpso} of {@code cpso:12345}
 * @param labels roles that see what carries a label, by its code of HL7's v3-Confidentiality: {@code R} or {@code V}; a label
 *     that is not named hides nothing
 */
@Validated
@ConfigurationProperties("painbridge.security.care")
public record CareSettings(
        @DefaultValue("true") boolean careTeamOnly,
        @DefaultValue Set<String> unlimitedRoles,
        @DefaultValue("role") String roleClaim,
        @DefaultValue("organization") String organizationClaim,
        @DefaultValue("") String organizationSystem,
        @DefaultValue Map<String, String> licences,
        @DefaultValue Map<String, Set<String>> labels) {
    private static final String CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";

    public CareSettings {
        labels = Map.copyOf(labels);
        licences = Map.copyOf(licences);
        unlimitedRoles = Set.copyOf(unlimitedRoles);
    }

    /** What is kept from whoever has the role, or none. */
    Set<Label> hiddenFrom(@Nullable String role) {
        return labels.entrySet().stream()
                .filter(label -> role == null || !label.getValue().contains(role))
                .map(label -> new Label(CONFIDENTIALITY, label.getKey()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
