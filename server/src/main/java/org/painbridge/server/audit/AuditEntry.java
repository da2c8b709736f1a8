package org.painbridge.server.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened, before it has its place in the trail.
 *
 * @param kind code of FHIR's restful interactions, or one of {@link #BREAK_GLASS}, {@link #CHECKPOINT} and
 *     {@link #RETENTION}
 * @param status that of HTTP
 * @param target {@code Type/id}, with version where one is known, or {@code Type}; empty where it is about none
 * @param query the request line, where there is more to it than kind and target
 * @param patients ids of those whom it concerns: each gets a row of its own
 */
record AuditEntry(
        String kind,
        int status,
        Agent agent,
        String target,
        @Nullable String query,
        List<String> patients) {
    /** What directives withhold is open to somebody for a while, by the Consent that is the target. */
    static final String BREAK_GLASS = "break-glass";
    /** Of the trail itself: where its chains are. */
    static final String CHECKPOINT = "checkpoint";
    /** Of the trail itself: what is no longer kept, and where its chains go on. */
    static final String RETENTION = "retention";

    static final int LONGEST_QUERY = 8000;
    private static final int LONGEST_TARGET = 400;

    /**
     * Who asked.
     *
     * @param client that signed in; {@code open} where there is no sign-in, {@code unknown} for whoever was turned away
     * @param person for whom it acts
     * @param address from which the request came
     * @param request its X-Request-Id
     */
    record Agent(
            String client,
            @Nullable String person,
            @Nullable String address,
            @Nullable String request) {
        /** What the server does by itself. */
        static final Agent SERVER = new Agent("server", null, null, null);
    }

    AuditEntry {
        target = clean(target, LONGEST_TARGET);
        patients = List.copyOf(patients);
    }

    /** The same as something else that it is, too. */
    AuditEntry of(String otherKind) {
        return new AuditEntry(otherKind, status, agent, target, query, patients);
    }

    /** What the server notes about the trail itself. */
    static AuditEntry ofTrail(String kind, String text) {
        return new AuditEntry(kind, 200, Agent.SERVER, "AuditEvent", text, List.of());
    }

    /** As it can be stored: what a client sends may be long, and PostgreSQL takes no U+0000. */
    static String clean(String text, int longest) {
        String cut = text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
        return cut.chars().allMatch(c -> c >= ' ' && !Character.isSurrogate((char) c))
                ? cut
                : cut.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
    }
}
