package org.painbridge.server.security;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.AccessScope.Label;
import org.painbridge.server.store.AccessScope.Lockbox;
import org.painbridge.server.store.AccessScope.Whose;
import org.painbridge.server.store.ConsentSettings;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Whose records a token reaches, and as whom.
 *
 * @param users by scopes {@code user/}
 * @param systems by scopes {@code system/}
 * @param members as whom the user, or else the organization, takes part in care; empty for nobody in particular
 * @param role of the user or the client
 * @param own whether the record of the patient in context is that of who acts, or of somebody of the family
 */
record Reach(
        Part users,
        Part systems,
        Set<String> members,
        @Nullable String role,
        boolean own) {
    static final Reach EVERYBODY = new Reach(Part.EVERYBODY, Part.EVERYBODY, Set.of(), null, false);

    /**
     * @param lockbox what patients withhold from it
     * @param hiddenBy labels of what is kept from it
     */
    record Part(Whose whose, Lockbox lockbox, Set<Label> hiddenBy) {
        private static final Part EVERYBODY = new Part(new Whose.Everybody(), new Lockbox.Open(), Set.of());

        Part {
            hiddenBy = Set.copyOf(hiddenBy);
        }
    }

    Reach {
        members = Set.copyOf(members);
    }

    /** Nobody is kept from the own record; anybody else who has it open in an app is as much as without the app. */
    Part ofRecord(Whose patient) {
        return own
                ? new Part(patient, new Lockbox.Open(), Set.of())
                : new Part(patient, users.lockbox(), users.hiddenBy());
    }

    /** The one person who acts: {@code Practitioner/x}; empty for programs, and for people who are not known here. */
    Optional<String> practitioner() {
        return users.lockbox() instanceof Lockbox.Against against
                ? against.people().stream().findFirst()
                : Optional.empty();
    }

    /** Decides it by the claims of a token, and by who works where at that moment. */
    record Rules(CareSettings settings, ConsentSettings consents, CareMembers members) {
        Reach of(Jwt token) {
            String role = token.getClaimAsString(settings.roleClaim());
            Optional<Set<String>> organization =
                    claim(token, settings.organizationClaim()).map(this::organization);
            Optional<Set<String>> user = user(token);
            return new Reach(
                    user(role, user.orElse(Set.of()), own(token, user.orElse(Set.of()))),
                    system(role, organization),
                    user.or(() -> organization).orElse(Set.of()),
                    role,
                    isOwn(token, role));
        }

        /** By what the token says, and not by who is known here: a user who is not is no patient for that. */
        private boolean isOwn(Jwt token, @Nullable String role) {
            boolean nobody = role == null || role.isBlank();
            return claim(token, "rid").isEmpty()
                    && claim(token, "fhirUser").map(members::isOfFamily).orElse(nobody);
        }

        private Part system(@Nullable String role, Optional<Set<String>> organization) {
            return organization
                    .map(all ->
                            new Part(new Whose.InCareOf(all), lockbox(role, all, Set.of()), settings.hiddenFrom(role)))
                    .orElseGet(() -> new Part(new Whose.Everybody(), new Lockbox.Open(), settings.hiddenFrom(role)));
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
        private Part user(@Nullable String role, Set<String> person, Set<String> own) {
            boolean unlimited = role != null && settings.unlimitedRoles().contains(role);
            return new Part(
                    unlimited || !settings.careTeamOnly() ? new Whose.Everybody() : new Whose.InCareOf(person),
                    lockbox(role, person, own),
                    settings.hiddenFrom(role));
        }

        /** {@code Practitioner/x} who acts, and not for whom. */
        private Set<String> own(Jwt token, Set<String> person) {
            return claim(token, "fhirUser").isPresent()
                    ? person.stream()
                            .filter(member -> member.startsWith("Practitioner/"))
                            .collect(Collectors.toSet())
                    : claim(token, "rid").flatMap(this::licensed).map(Set::of).orElse(Set.of());
        }

        private Lockbox lockbox(@Nullable String role, Set<String> members, Set<String> people) {
            boolean free = role != null && consents.freeRoles().contains(role);
            return free ? new Lockbox.Open() : new Lockbox.Against(members, people);
        }

        private static Optional<String> claim(Jwt token, String name) {
            return Optional.ofNullable(token.getClaimAsString(name));
        }
    }
}
