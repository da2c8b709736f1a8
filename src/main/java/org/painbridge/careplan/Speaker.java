package org.painbridge.careplan;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * In whose name an operation is called.
 *
 * @param author the practitioner, role, organization or patient
 * @param members as whom the author takes part: the person, the roles, the organizations, each {@code Type/id}
 * @param steward whether the caller runs the server
 */
public record Speaker(StoredRef author, Set<String> members, boolean steward) {
    public Speaker {
        members = Set.copyOf(members);
    }

    /** @param reference null, of whoever is only described, is nobody */
    public boolean is(@Nullable String reference) {
        return reference != null && members.contains(reference);
    }

    /** The author as somebody who is no role: the person or organization; empty where several people would do, or none. */
    public Optional<String> somebody() {
        if (!author.type().equals("PractitionerRole")) {
            return Optional.of(author.toString());
        }
        var people = members.stream()
                .filter(member -> member.startsWith("Practitioner/"))
                .toList();
        return people.size() == 1 ? Optional.of(people.getFirst()) : organization();
    }

    /** The organization that the author speaks for, where there is exactly one. */
    public Optional<String> organization() {
        var organizations = members.stream()
                .filter(member -> member.startsWith("Organization/"))
                .toList();
        return organizations.size() == 1 ? Optional.of(organizations.getFirst()) : Optional.empty();
    }
}
