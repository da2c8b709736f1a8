package org.painbridge.server.notification;

import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Subscription;
import org.painbridge.server.fhirserver.WritePreparation;

/** Seals the headers of a Subscription before it is stored; what is sealed already stays, so that a client may send it back. */
final class SealedHeaders implements WritePreparation {
    private final HeaderSeal seal;

    SealedHeaders(HeaderSeal seal) {
        this.seal = seal;
    }

    @Override
    public void prepare(Resource resource) {
        if (!(resource instanceof Subscription subscription)
                || !seal.isReady()
                || subscription.getChannel().getHeader().size() > SubscriptionReader.MOST_HEADERS) {
            return; // Where nothing can be sealed, and where there are too many, it is refused.
        }
        String endpoint = String.valueOf(subscription.getChannel().getEndpoint());
        for (StringType text : subscription.getChannel().getHeader()) {
            ChannelHeader header = ChannelHeader.of(String.valueOf(text.getValue()));
            if (!HeaderSeal.isSealed(header)) {
                text.setValue(seal.seal(endpoint, header).text());
            }
        }
    }
}
