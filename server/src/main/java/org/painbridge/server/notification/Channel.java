package org.painbridge.server.notification;

import java.util.Arrays;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelType;

/** The ways by which messages go. */
enum Channel {
    REST_HOOK(SubscriptionChannelType.RESTHOOK);

    private final SubscriptionChannelType type;

    Channel(SubscriptionChannelType type) {
        this.type = type;
    }

    /** As stored, and as FHIR has it. */
    String code() {
        return type.toCode();
    }

    static Channel of(String code) {
        return Arrays.stream(values())
                .filter(channel -> channel.code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
