package org.painbridge.server.security;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
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
                    claim(token, settings.organizationClaim()).map(this::organization);
            Whose ofOrganization = organization.<Whose>map(Whose.InCareOf::new).orElseGet(Whose.Everybody::new);
            Optional<Set<String>> user = user(token);
            boolean unlimited = claim(token, settings.roleClaim())
                    .filter(settings.unlimitedRoles()::contains)
                    .isPresent();
            return new Reach(
                    unlimited || !settings.careTeamOnly() ? new Whose.Everybody() : ofUser(user),
                    ofOrganization,
                    user.or(() -> organization).orElse(Set.of()));
        }

        private Set<String> organization(String claim) {
            boolean identifier =
                    !claim.contains("/") && !settings.organizationSystem().isEmpty();
            return identifier
                    ? members.named("Organization", settings.organizationSystem(), claim)
                            .map(members::ofOrganization)
                            .orElse(Set.of())
                    : members.ofOrganization(claim);
        }

        /** By SMART's claim or by those of Ontario's ONE ID: one's own licence, and that of the custodian one works for. */
        private Optional<Set<String>> user(Jwt token) {
            Optional<String> fhirUser = claim(token, "fhirUser");
            Optional<String> licence =
                    claim(token, "rid").filter(any -> !settings.licences().isEmpty());
            if (fhirUser.isPresent() || licence.isEmpty()) {
                return fhirUser.map(members::ofPerson);
            }
            Set<String> all = new TreeSet<>();
            Stream.concat(licence.stream(), claim(token, "obo").stream())
                    .flatMap(each -> licensed(each).stream())
                    .forEach(person -> all.addAll(members.ofPerson(person)));
            return Optional.of(all);
        }

        /** @param licence {@code cpso:12345} */
        private Optional<String> licensed(String licence) {
            String[] parts = licence.split(":", 2);
            String system = settings.licences().get(parts[0]);
            return parts.length < 2 || system == null
                    ? Optional.empty()
                    : members.named("Practitioner", system, parts[1]);
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
