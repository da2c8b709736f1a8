package org.painbridge.careplan;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The request of a specialist's system to hand a care plan over for review.
 *
 * @param identifier the sender's name for this push; repeating it repeats the push
 * @param graph the plan and everything that belongs to it
 * @param recipients who is to review it, as the sender says; empty when the server is to find out
 * @param responseDue until when an answer is wanted; null when the sender leaves it to the server
 * @param content fingerprint of all of the above but the identifier
 */
public record PlanPush(
        BusinessIdentifier identifier,
        PlanGraph graph,
        List<Link> recipients,
        @Nullable Due responseDue,
        ContentHash content) {
    public PlanPush {
        recipients = List.copyOf(recipients);
    }

    /** The last moment of the period in which an answer is wanted, and where the request says so. */
    public record Due(String path, Instant moment) {}
}
