package org.painbridge.server.careplan;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.time.Clock;
import java.util.ArrayList;
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
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
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
     * @param told what is to be said about it
     */
    record Taken(List<String> kept, List<OperationOutcomeIssueComponent> told) {
        Taken {
            kept = List.copyOf(kept);
            told = List.copyOf(told);
        }
    }

    Bundle taken(SentMessage message, Taken taken) {
        Bundle answer = answer(
                message,
                ResponseType.OK,
                taken.told().isEmpty() ? null : new OperationOutcome().setIssue(new ArrayList<>(taken.told())));
        MessageHeader header = (MessageHeader) answer.getEntryFirstRep().getResource();
        taken.kept().forEach(kept -> header.addFocus(new Reference(base + "/" + kept)));
        return answer;
    }

    /** @param left what of a message was not kept, in words */
    static List<OperationOutcomeIssueComponent> notKept(List<String> left) {
        return left.stream()
                .map(text -> new OperationOutcomeIssueComponent()
                        .setSeverity(IssueSeverity.WARNING)
                        .setCode(IssueType.NOTSUPPORTED)
                        .setDiagnostics(text))
                .toList();
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
