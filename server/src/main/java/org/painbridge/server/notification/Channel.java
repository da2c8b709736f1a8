package org.painbridge.server.notification;

import java.util.Arrays;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelType;

/** The ways by which messages go. */
enum Channel {
    /** A POST of the message to an endpoint. */
    REST_HOOK(SubscriptionChannelType.RESTHOOK),
    /** To whoever is connected, and has shown a token for the Subscription. */
    WEBSOCKET(SubscriptionChannelType.WEBSOCKET),
    /** A mail that says no more than that something happened. */
    EMAIL(SubscriptionChannelType.EMAIL),
    /** A FHIR message, to the {@code $process-message} of another server. */
    MESSAGE(SubscriptionChannelType.MESSAGE);

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
