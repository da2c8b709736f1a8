package org.painbridge.server.notification;

import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction did to one resource, as far as topics are about it.
 *
 * @param focus {@code Type/id}
 */
record Happening(
        List<Topic> topics,
        String focus,
        @Nullable String owner,
        @Nullable String patient) {
    static Happening of(Resource resource, String focus, boolean created) {
        return new Happening(
                Topic.of(resource, created).toList(), focus, Topic.owner(resource), Topic.patient(resource));
    }

    /** A Subscription, by its topic and filters. */
    record Listener(
            String id,
            Topic topic,
            @Nullable String owner,
            @Nullable String patient) {
        boolean hears(Happening happening) {
            return happening.topics().contains(topic)
                    && (owner == null || owner.equals(happening.owner()))
                    && (patient == null || patient.equals(happening.patient()));
        }
    }
}
