package org.painbridge.server.careplan;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.Member;
import org.painbridge.server.careplan.MessageWords.Taken;
import org.painbridge.server.careplan.SentMessage.Entry;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.security.Caller;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoreView;

/** A care plan that a message brings: handed over as {@code $push} does it, under the id of the message. */
final class PushMessages {
    private static final String PLAN = "CarePlan";
    private static final String DUE = ".restriction.period.end";

    private final Pushes pushes;

    PushMessages(Pushes pushes) {
        this.pushes = pushes;
    }

    /**
     * Whether it is a plan that comes, rather than a referral.
     *
     * @throws RequestProblem if both come, of which one would be lost
     */
    static boolean isPush(MessageEvent event, SentMessage message) {
        boolean push =
                event == MessageEvent.ADD_SERVICE_REQUEST && message.about(PLAN).isPresent();
        if (push && message.about(event.focus()).isPresent()) {
            throw SentMessage.invalid(
                    message.entries().getFirst().path() + ".focus",
                    "A referral and a care plan are two messages: name one of them as the focus");
        }
        return push;
    }

    /**
     * @param transaction in which the server writes
     * @param view of the caller
     */
    Taken take(StoreTransaction transaction, SentMessage message, Caller caller, StoreView view) throws SQLException {
        List<Entry> members = message.entries().stream()
                .filter(entry -> Member.TYPES.contains(entry.type()))
                .toList();
        MessagePeople people = new MessagePeople(view.within(transaction), message);
        PushRequest request = new PushRequest(bundle(people, members), members, message);
        address(request, people, message);
        try {
            Parameters answer = pushes.push(transaction, pushes.read(request.parameters()), null, caller, view);
            return new Taken(stored(answer), told(answer, request, left(message)));
        } catch (RequestProblem refusal) {
            if (refusal.getOperationOutcome() instanceof OperationOutcome outcome) {
                outcome.getIssue().forEach(request::place);
            }
            throw refusal;
        }
    }

    private static Bundle bundle(MessagePeople people, List<Entry> members) throws SQLException {
        Map<Entry, String> addresses = new LinkedHashMap<>();
        for (Entry member : members) {
            String own = String.format("urn:uuid:00000000-0000-4000-8000-%012d", member.index());
            addresses.put(member, own);
            people.bring(member, own);
        }
        Bundle bundle = new Bundle().setType(BundleType.COLLECTION);
        for (Entry member : members) {
            Resource own = people.own(member, Resource.class);
            own.getMeta().setSource(null); // Its Provenance tells who has pushed it.
            bundle.addEntry().setFullUrl(addresses.get(member)).setResource(own);
        }
        return bundle;
    }

    /** Who is to review it, and until when: as its header says, and Tasks about the plan. */
    private static void address(PushRequest request, MessagePeople people, SentMessage message) throws SQLException {
        Entry header = message.entries().getFirst();
        for (Reference receiver : message.receivers().toList()) {
            String place = header.path() + ".destination.receiver";
            request.recipient(people.own(header, place, receiver), place);
        }
        DateTimeType due = null;
        for (Entry entry : message.of("Task").toList()) {
            if (isReview(entry, message)) {
                Task task = (Task) entry.resource();
                if (task.hasOwner()) {
                    String place = entry.path() + ".owner";
                    request.recipient(people.own(entry, place, task.getOwner()), place);
                }
                DateTimeType end = task.getRestriction().getPeriod().getEndElement();
                if (end.hasValue() && due == null) {
                    due = end;
                    request.add("responseDue", end.copy(), entry.path() + DUE);
                } else if (end.hasValue() && !isSame(end, due)) {
                    throw SentMessage.invalid(
                            entry.path() + DUE,
                            "All who review a plan have the same time: give one end, or push the plan without");
                }
            }
        }
    }

    /** A moment may be written in several zones; a day is none. */
    private static boolean isSame(DateTimeType one, @Nullable DateTimeType other) {
        return other != null
                && (isMoment(one) && isMoment(other)
                        ? one.getValue().equals(other.getValue())
                        : one.getValueAsString().equals(other.getValueAsString()));
    }

    private static boolean isMoment(DateTimeType time) {
        return time.getPrecision().compareTo(TemporalPrecisionEnum.DAY) > 0;
    }

    private static boolean isReview(Entry entry, SentMessage message) {
        return message.target(((Task) entry.resource()).getFocus())
                .filter(about -> about.type().equals(PLAN))
                .isPresent();
    }

    /** What is neither the plan's, nor says whom or what it is about. */
    private static List<String> left(SentMessage message) {
        return message.entries().stream()
                .filter(entry -> !Member.TYPES.contains(entry.type()) && !ReferralMessages.NAMED.contains(entry.type()))
                .filter(entry -> !entry.type().equals("Task") || !isReview(entry, message))
                .map(entry -> entry.path() + ", a " + entry.type() + ", was not kept: it is no part of a plan")
                .toList();
    }

    private static List<String> stored(Parameters answer) {
        return answer.getParameter().stream()
                .filter(parameter -> parameter.getValue() instanceof Reference)
                .map(parameter -> ((Reference) parameter.getValue()).getReference())
                .toList();
    }

    /** Beside what was not kept, what the push has warned of. */
    private static List<OperationOutcomeIssueComponent> told(
            Parameters answer, PushRequest request, List<String> left) {
        List<OperationOutcomeIssueComponent> told = new ArrayList<>(MessageWords.notKept(left));
        for (ParametersParameterComponent parameter : answer.getParameter()) {
            if (parameter.getResource() instanceof OperationOutcome outcome) {
                outcome.getIssue().stream()
                        .filter(issue -> issue.getSeverity() != IssueSeverity.INFORMATION)
                        .forEach(issue -> {
                            OperationOutcomeIssueComponent own = issue.copy();
                            request.place(own);
                            told.add(own);
                        });
            }
        }
        return told;
    }
}
