package org.painbridge.careplan;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.painbridge.clinical.Code;

/**
 * A care team of a push.
 *
 * @param key its key as a member of the push
 * @param active whether its status is active
 * @param period of the team as a whole
 */
public record Team(String key, boolean active, Span period, List<Participant> participants) {
    public Team {
        participants = List.copyOf(participants);
    }

    boolean activeAt(Instant moment) {
        return active && period.covers(moment);
    }

    /**
     * Somebody on the team.
     *
     * @param member who
     * @param period of the membership
     */
    public record Participant(Link member, Set<Code> roles, Span period) {
        public Participant {
            roles = Set.copyOf(roles);
        }

        boolean activeAt(Instant moment) {
            return period.covers(moment);
        }
    }
}
