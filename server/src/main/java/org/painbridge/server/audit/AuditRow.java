package org.painbridge.server.audit;

import org.jspecify.annotations.Nullable;
import org.painbridge.server.audit.AuditEntry.Agent;

/**
 * A row of {@code audit_event}.
 *
 * @param patient id; null where it is about none
 * @param hash of its content and of the row before it
 */
@SuppressWarnings("ArrayRecordComponent") // Rows are not compared.
record AuditRow(
        Place place,
        String kind,
        int status,
        Agent agent,
        String target,
        @Nullable String query,
        @Nullable String patient,
        byte[] hash) {

    /**
     * Where in the trail.
     *
     * @param at milliseconds since 1970
     * @param link number within the chain, from 1
     */
    record Place(long at, int chain, long link) implements Comparable<Place> {
        /** As id of the AuditEvent. */
        String id() {
            return at + "-" + chain + "-" + link;
        }

        @Override
        public int compareTo(Place other) {
            int byTime = Long.compare(at, other.at);
            int byChain = byTime == 0 ? Integer.compare(chain, other.chain) : byTime;
            return byChain == 0 ? Long.compare(link, other.link) : byChain;
        }
    }

    static AuditRow of(AuditEntry entry, @Nullable String patient, Place place, ChainHash chain, byte[] before) {
        AuditRow unhashed = new AuditRow(
                place, entry.kind(), entry.status(), entry.agent(), entry.target(), entry.query(), patient, before);
        return unhashed.withHash(chain.of(unhashed, before));
    }

    private AuditRow withHash(byte[] own) {
        return new AuditRow(place, kind, status, agent, target, query, patient, own);
    }
}
