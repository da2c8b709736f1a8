package org.painbridge.server.careplan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.painbridge.server.careplan.MessageWords.Taken;
import org.painbridge.server.careplan.SentMessage.Entry;
import org.painbridge.server.fhirserver.WriteCheck;
import org.painbridge.server.store.ScopedTransaction;
import org.painbridge.server.store.StoredResource;

/** What messages about a referral change here, in one transaction with the rights of their sender. */
final class ReferralMessages {
    /** What a referral brings along and is kept with it. */
    private static final Set<String> SUPPORTING =
            Set.of("Condition", "Observation", "QuestionnaireResponse", "DocumentReference");
    /** Whom a message names, and what it is made of: of these nothing is kept, and nothing is lost. */
    private static final Set<String> NAMED = Set.of(
            "MessageHeader",
            "Patient",
            "Practitioner",
            "PractitionerRole",
            "Organization",
            "Location",
            "HealthcareService",
            "RelatedPerson",
            "Device");

    private static final Set<ServiceRequestStatus> ENDED =
            Set.of(ServiceRequestStatus.REVOKED, ServiceRequestStatus.COMPLETED, ServiceRequestStatus.ENTEREDINERROR);

    private final ScopedTransaction transaction;
    private final SentMessage message;
    private final MessageKeeper keeper;
    private final MessagePeople people;
    private final Map<Entry, String> fresh = new LinkedHashMap<>();
    private final List<String> left = new ArrayList<>();

    ReferralMessages(WriteCheck writes, ScopedTransaction transaction, SentMessage message) {
        this.transaction = transaction;
        this.message = message;
        this.keeper = new MessageKeeper(writes, transaction, message);
        this.people = keeper.people();
    }

    Taken take(MessageEvent event) throws SQLException {
        Entry focus = message.focus(event.focus());
        switch (event) {
            case ADD_SERVICE_REQUEST -> add(focus);
            case NOTIFY_UPDATE_SERVICE_REQUEST, NOTIFY_DATA_CORRECTION -> update(focus);
            case REVOKE_SERVICE_REQUEST -> revoke(focus);
            case NOTIFY_ADD_PROCESS_REQUEST, NOTIFY_UPDATE_PROCESS_REQUEST -> new ReferralTasks(keeper).process(focus);
            case SEND_COMMUNICATION, SEND_COMMUNICATION_FROM_REQUESTER, SEND_COMMUNICATION_FROM_PROVIDER ->
                keeper.create(focus, said(people.own(focus, Communication.class)));
        }
        for (Entry entry : message.entries()) {
            if (!keeper.keeps(entry) && !isKnown(entry)) {
                left.add(entry.path() + ", a " + entry.type() + ", was not kept: this event does not ask for it");
            }
        }
        return new Taken(keeper.kept(), left);
    }

    /** What only says whom or what the message is about, or is told of already. */
    private boolean isKnown(Entry entry) throws SQLException {
        return NAMED.contains(entry.type())
                || left.stream().anyMatch(each -> each.startsWith(entry.path() + ","))
                || entry.type().equals("ServiceRequest") && people.stored(entry).isPresent();
    }

    private void add(Entry focus) throws SQLException {
        Identifier name = MessagePeople.identifiers(focus.resource()).stream()
                .findFirst()
                .orElseThrow(() -> SentMessage.invalid(
                        focus.path() + ".identifier", "A referral is tracked by an identifier, system and value"));
        transaction.lock("referral " + name.getSystem() + "|" + name.getValue());
        if (!transaction
                .whole()
                .search(MessagePeople.byIdentifier("ServiceRequest", name))
                .isEmpty()) {
            throw MessageKeeper.conflict(
                    focus.path() + ".identifier", "This referral is here already: send notify-update-service-request");
        }
        String id = transaction.newId();
        people.bring(focus, "ServiceRequest/" + id);
        support();
        ServiceRequest request = people.own(focus, ServiceRequest.class);
        if (!String.valueOf(request.getSubject().getReference()).startsWith("Patient/")) {
            throw SentMessage.invalid(focus.path() + ".subject", "A referral is about a Patient");
        }
        keeper.create(focus, request, id);
        List<Entry> tasks = message.of("Task").toList();
        for (Entry task : tasks) {
            keeper.create(task, new ReferralTasks(keeper).asked(people.own(task, Task.class), request, id));
        }
        if (tasks.isEmpty()) {
            keeper.create(new ReferralTasks(keeper).asked(new Task(), request, id));
        }
    }

    /** What is here already, by its identifiers, stays as it is. */
    private void support() throws SQLException {
        for (Entry entry : message.entries()) {
            if (SUPPORTING.contains(entry.type())) {
                Optional<String> stored = people.stored(entry);
                if (stored.isPresent()) {
                    left.add(entry.path() + ", a " + entry.type() + ", is here already and was not changed");
                } else {
                    fresh.put(entry, transaction.newId());
                }
                people.bring(entry, stored.orElseGet(() -> entry.type() + "/" + fresh.get(entry)));
            }
        }
        for (Map.Entry<Entry, String> each : fresh.entrySet()) {
            keeper.create(each.getKey(), people.own(each.getKey(), Resource.class), each.getValue());
        }
    }

    /** It is in the record of the patient whom the referral is about. */
    private Communication said(Communication said) throws SQLException {
        if (!said.hasSubject()) {
            for (Reference about : said.getBasedOn()) {
                String reference = String.valueOf(about.getReference());
                if (reference.startsWith("ServiceRequest/")) {
                    String id = reference.substring("ServiceRequest/".length());
                    transaction
                            .read("ServiceRequest", id)
                            .filter(found -> !found.deleted())
                            .map(found -> (ServiceRequest) transaction.parse(found))
                            .ifPresent(request ->
                                    said.setSubject(request.getSubject().copy()));
                }
            }
        }
        return said;
    }

    private void update(Entry focus) throws SQLException {
        StoredResource stored = keeper.stored(focus);
        ServiceRequest before = (ServiceRequest) transaction.parse(stored);
        requireOpen(before, focus);
        support();
        ServiceRequest after = people.own(focus, ServiceRequest.class);
        if (!isSame(before.getSubject(), after.getSubject())) {
            throw MessageKeeper.conflict(
                    focus.path() + ".subject", "The referral is about somebody else: revoke it, and send a new one");
        }
        if (before.hasRequester() && !isSame(before.getRequester(), after.getRequester())) {
            throw MessageKeeper.conflict(focus.path() + ".requester", "Who has sent a referral does not change");
        }
        keeper.change(focus, after, stored);
    }

    /** Of the same address, or where there is none, of the same identifier. */
    private static boolean isSame(Reference one, Reference other) {
        return Objects.equals(one.getReference(), other.getReference())
                && (one.hasReference() || one.getIdentifier().equalsDeep(other.getIdentifier()));
    }

    private void revoke(Entry focus) throws SQLException {
        StoredResource stored = keeper.stored(focus);
        ServiceRequest request = (ServiceRequest) transaction.parse(stored);
        requireOpen(request, focus);
        request.setStatus(ServiceRequestStatus.REVOKED);
        ((ServiceRequest) focus.resource()).getNote().forEach(note -> request.addNote(note.copy()));
        keeper.change(focus, request, stored);
        new ReferralTasks(keeper).cancel(stored.reference());
    }

    private static void requireOpen(ServiceRequest request, Entry focus) {
        if (request.getStatus() != null && ENDED.contains(request.getStatus())) {
            throw MessageKeeper.conflict(
                    focus.path() + ".status",
                    "The referral has ended: it is " + request.getStatus().toCode());
        }
    }
}
