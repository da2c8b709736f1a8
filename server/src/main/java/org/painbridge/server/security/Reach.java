package org.painbridge.server.security;

import java.util.Optional;
import java.util.Set;
import org.painbridge.server.store.AccessScope.Whose;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Whose records a token reaches, and as whom.
 *
 * @param users by scopes {@code user/}
 * @param systems by scopes {@code system/}
 * @param members as whom the user, or else the organization, takes part in care; empty for nobody in particular
 */
record Reach(Whose users, Whose systems, Set<String> members) {
    static final Reach EVERYBODY = new Reach(new Whose.Everybody(), new Whose.Everybody(), Set.of());

    Reach {
        members = Set.copyOf(members);
    }

    /** Decides it by the claims of a token, and by who works where at that moment. */
    record Rules(CareSettings settings, CareMembers members) {
        Reach of(Jwt token) {
            Optional<Set<String>> organization =
                    claim(token, settings.organizationClaim()).map(members::ofOrganization);
            Whose ofOrganization = organization.<Whose>map(Whose.InCareOf::new).orElseGet(Whose.Everybody::new);
            Optional<Set<String>> user = claim(token, "fhirUser").map(members::ofPerson);
            boolean unlimited = claim(token, settings.roleClaim())
                    .filter(settings.unlimitedRoles()::contains)
                    .isPresent();
            return new Reach(
                    unlimited || !settings.careTeamOnly() ? new Whose.Everybody() : ofUser(user),
                    ofOrganization,
                    user.or(() -> organization).orElse(Set.of()));
        }

        /** Who is nobody known takes part in nobody's care. */
        private static Whose ofUser(Optional<Set<String>> user) {
            return new Whose.InCareOf(user.orElse(Set.of()));
        }

        private static Optional<String> claim(Jwt token, String name) {
            return Optional.ofNullable(token.getClaimAsString(name));
        }
    }
}
