package org.painbridge.server.careplan;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.MessageHeader.ResponseType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/** Writes the messages that answer messages. */
final class MessageWords {
    static final String RETRY = "Retry-After";
    private static final int FIRST_OF_SERVER = 500;

    private final String base;
    private final Clock clock;

    /** @param base of this server, as clients see it */
    MessageWords(String base, Clock clock) {
        this.base = SentMessage.withoutSlash(base);
        this.clock = clock;
    }

    /**
     * What became of a message.
     *
     * @param kept {@code Type/id} of what it changed
     * @param left what of it was not kept, in words
     */
    record Taken(List<String> kept, List<String> left) {}

    Bundle taken(SentMessage message, Taken taken) {
        Bundle answer = answer(message, ResponseType.OK, taken.left().isEmpty() ? null : warnings(taken.left()));
        MessageHeader header = (MessageHeader) answer.getEntryFirstRep().getResource();
        taken.kept().forEach(kept -> header.addFocus(new Reference(base + "/" + kept)));
        return answer;
    }

    private static OperationOutcome warnings(List<String> texts) {
        OperationOutcome outcome = new OperationOutcome();
        for (String text : texts) {
            outcome.addIssue()
                    .setSeverity(IssueSeverity.WARNING)
                    .setCode(IssueType.NOTSUPPORTED)
                    .setDiagnostics(text);
        }
        return outcome;
    }

    /** One whose sender may send it again as it is, where nothing in it is wrong. */
    Bundle refused(SentMessage message, BaseServerResponseException refusal) {
        boolean mayPass = refusal.getStatusCode() >= FIRST_OF_SERVER
                || refusal.getStatusCode() == 429
                || refusal.getResponseHeaders().containsKey(RETRY); // Somebody else was faster.
        return answer(message, mayPass ? ResponseType.TRANSIENTERROR : ResponseType.FATALERROR, (OperationOutcome)
                refusal.getOperationOutcome());
    }

    private Bundle answer(SentMessage message, ResponseType code, @Nullable OperationOutcome outcome) {
        MessageHeader header = new MessageHeader();
        if (message.header().hasEvent()) { // What says of nothing that it happened is answered, too.
            header.setEvent(message.header().getEvent().copy());
        }
        header.setId(UUID.randomUUID().toString());
        header.addDestination()
                .setEndpoint(message.source())
                .setName(message.header().getSource().getName());
        header.getSource().setName("PainBridge").setEndpoint(base);
        header.getResponse().setIdentifier(message.id()).setCode(code);
        Bundle answer = new Bundle().setType(BundleType.MESSAGE).setTimestamp(Date.from(clock.instant()));
        answer.addEntry()
                .setFullUrl("urn:uuid:" + header.getIdElement().getIdPart())
                .setResource(header);
        if (outcome != null) {
            String url = "urn:uuid:" + UUID.randomUUID();
            header.getResponse().setDetails(new Reference(url));
            answer.addEntry().setFullUrl(url).setResource(outcome);
        }
        return answer;
    }
}
