package org.painbridge.server.notification;

import java.util.List;
import java.util.Set;
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
        Set<String> owners,
        @Nullable String patient) {
    static Happening of(Resource resource, String focus, boolean created) {
        return new Happening(
                Topic.of(resource, created).toList(), focus, Topic.owners(resource), Topic.patient(resource));
    }

    /**
     * A Subscription, by its topic and filters.
     *
     * @param limited whether it is looked at later whether the subscriber may hear of it
     */
    record Listener(
            String id,
            Topic topic,
            @Nullable String owner,
            @Nullable String patient,
            boolean limited) {
        boolean hears(Happening happening) {
            return happening.topics().contains(topic)
                    && (owner == null || happening.owners().contains(owner))
                    && (patient == null || patient.equals(happening.patient()));
        }
    }
}
