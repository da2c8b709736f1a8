package org.painbridge.server.careplan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.painbridge.careplan.Member;
import org.painbridge.server.careplan.MessageWords.Taken;
import org.painbridge.server.careplan.SentMessage.Entry;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.security.Caller;
import org.painbridge.server.store.ScopedTransaction;
import org.painbridge.server.store.StoreView;

/** A care plan that a message brings: handed over as {@code $push} does it, under the id of the message. */
final class PushMessages {
    private static final String PLAN = "CarePlan";
    private static final Pattern PLACE = Pattern.compile("Parameters\\.parameter\\[0]\\.resource\\.entry\\[([0-9]+)]");

    private final Pushes pushes;

    PushMessages(Pushes pushes) {
        this.pushes = pushes;
    }

    /** Whether it is a plan that comes, rather than a referral. */
    static boolean isPush(MessageEvent event, SentMessage message) {
        return event == MessageEvent.ADD_SERVICE_REQUEST && message.about(PLAN).isPresent();
    }

    /** @param view of the caller */
    Taken take(ScopedTransaction transaction, SentMessage message, Caller caller, StoreView view) throws SQLException {
        List<Entry> members = message.entries().stream()
                .filter(entry -> Member.TYPES.contains(entry.type()))
                .toList();
        Parameters request = request(new MessagePeople(transaction, message), members, message);
        try {
            Parameters answer = pushes.push(transaction.whole(), pushes.read(request), null, caller, view);
            return new Taken(stored(answer), told(answer, members, left(message)));
        } catch (RequestProblem refusal) {
            if (refusal.getOperationOutcome() instanceof OperationOutcome outcome) {
                outcome.getIssue().forEach(issue -> place(issue, members));
            }
            throw refusal;
        }
    }

    private static Parameters request(MessagePeople people, List<Entry> members, SentMessage message)
            throws SQLException {
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
        Parameters request = new Parameters();
        request.addParameter().setName("bundle").setResource(bundle);
        request.addParameter()
                .setName("pushIdentifier")
                .setValue(new Identifier().setSystem(message.source()).setValue(message.id()));
        address(request, people, message);
        return request;
    }

    /** Who is to review it, and until when: as its header says, and Tasks about the plan. */
    private static void address(Parameters request, MessagePeople people, SentMessage message) throws SQLException {
        Entry header = message.entries().getFirst();
        List<Reference> recipients = new ArrayList<>();
        for (Reference receiver : message.receivers().toList()) {
            recipients.add(people.own(header, header.path() + ".destination.receiver", receiver));
        }
        for (Entry entry : message.of("Task").toList()) {
            if (isReview(entry, message)) {
                Task task = (Task) entry.resource();
                if (task.hasOwner()) {
                    recipients.add(people.own(entry, entry.path() + ".owner", task.getOwner()));
                }
                if (task.getRestriction().getPeriod().hasEnd()) {
                    request.addParameter()
                            .setName("responseDue")
                            .setValue(task.getRestriction()
                                    .getPeriod()
                                    .getEndElement()
                                    .copy());
                }
            }
        }
        recipients.stream()
                .filter(recipient ->
                        request.getParameter().stream().noneMatch(before -> recipient.equalsDeep(before.getValue())))
                .forEach(recipient -> request.addParameter("recipient", recipient));
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
            Parameters answer, List<Entry> members, List<String> left) {
        List<OperationOutcomeIssueComponent> told = new ArrayList<>(MessageWords.notKept(left));
        for (ParametersParameterComponent parameter : answer.getParameter()) {
            if (parameter.getResource() instanceof OperationOutcome outcome) {
                outcome.getIssue().stream()
                        .filter(issue -> issue.getSeverity() != IssueSeverity.INFORMATION)
                        .forEach(issue -> {
                            OperationOutcomeIssueComponent own = issue.copy();
                            place(own, members);
                            told.add(own);
                        });
            }
        }
        return told;
    }

    /** Where it is in the message. */
    private static void place(OperationOutcomeIssueComponent issue, List<Entry> members) {
        for (StringType expression : issue.getExpression()) {
            Matcher place = PLACE.matcher(String.valueOf(expression.getValue()));
            expression.setValue(place.replaceFirst(found -> "Bundle.entry["
                    + members.get(Integer.parseInt(found.group(1))).index() + "]"));
        }
    }
}
