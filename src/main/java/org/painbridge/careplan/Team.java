package org.painbridge.careplan;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.Code;

/**
 * A care team of a push.
 *
 * @param key its key as a member of the push
 * @param active whether its status is active
 */
public record Team(String key, boolean active, List<Participant> participants) {
    public Team {
        participants = List.copyOf(participants);
    }

    /**
     * Somebody on the team.
     *
     * @param member who
     * @param since first moment of the membership; null when open
     * @param until last moment of the membership; null when open
     */
    public record Participant(
            Link member,
            Set<Code> roles,
            @Nullable Instant since,
            @Nullable Instant until) {
        public Participant {
            roles = Set.copyOf(roles);
        }

        boolean activeAt(Instant moment) {
            return (since == null || !since.isAfter(moment)) && (until == null || !until.isBefore(moment));
        }
    }
}
