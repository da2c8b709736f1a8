package org.painbridge.server.security;

import java.util.Optional;
import org.painbridge.server.store.AccessScope.Whose;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Whose records a token reaches.
 *
 * @param users by scopes {@code user/}
 * @param systems by scopes {@code system/}
 */
record Reach(Whose users, Whose systems) {
    static final Reach EVERYBODY = new Reach(new Whose.Everybody(), new Whose.Everybody());

    /** Decides it by the claims of a token, and by who works where at that moment. */
    record Rules(CareSettings settings, CareMembers members) {
        Reach of(Jwt token) {
            Whose ofOrganization = claim(token, settings.organizationClaim())
                    .<Whose>map(organization -> new Whose.InCareOf(members.ofOrganization(organization)))
                    .orElseGet(Whose.Everybody::new);
            boolean unlimited = claim(token, settings.roleClaim())
                    .filter(settings.unlimitedRoles()::contains)
                    .isPresent();
            return new Reach(
                    unlimited || !settings.careTeamOnly() ? new Whose.Everybody() : ofUser(token), ofOrganization);
        }

        /** Who is nobody known takes part in nobody's care. */
        private Whose ofUser(Jwt token) {
            return new Whose.InCareOf(members.ofPerson(claim(token, "fhirUser").orElse("")));
        }

        private static Optional<String> claim(Jwt token, String name) {
            return Optional.ofNullable(token.getClaimAsString(name));
        }
    }
}
