package org.painbridge.server.careplan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.painbridge.clinical.fhir.PlacedReference;
import org.painbridge.server.careplan.MessageWords.Taken;
import org.painbridge.server.careplan.SentMessage.Entry;
import org.painbridge.server.fhirserver.WriteCheck;
import org.painbridge.server.store.ScopedTransaction;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoredResource;

/** What messages about a referral change here, in one transaction with the rights of their sender. */
final class ReferralMessages {
    /** What a referral brings along and is kept with it. */
    static final Set<String> SUPPORTING =
            Set.of("Condition", "Observation", "QuestionnaireResponse", "DocumentReference");
    /** Whom a message names, and what it is made of: of these nothing is kept, and nothing is lost. */
    static final Set<String> NAMED = Set.of(
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
            case NOTIFY_ADD_APPOINTMENT -> new ReferralAppointments(keeper, message).add(focus);
            case NOTIFY_UPDATE_APPOINTMENT -> new ReferralAppointments(keeper, message).update(focus);
            case SEND_COMMUNICATION, SEND_COMMUNICATION_FROM_REQUESTER, SEND_COMMUNICATION_FROM_PROVIDER ->
                keeper.create(focus, said(focus.path(), people.own(focus, Communication.class)));
        }
        for (Entry entry : message.entries()) {
            if (!keeper.keeps(entry) && !isKnown(entry)) {
                left.add(entry.path() + ", a " + entry.type() + ", was not kept: this event does not ask for it");
            }
        }
        return new Taken(keeper.kept(), MessageWords.notKept(left));
    }

    /** What only says whom or what the message is about, or is told of already. */
    private boolean isKnown(Entry entry) throws SQLException {
        return NAMED.contains(entry.type())
                || left.stream().anyMatch(each -> each.startsWith(entry.path() + ","))
                || entry.type().equals("ServiceRequest") && people.stored(entry).isPresent();
    }

    private void add(Entry focus) throws SQLException {
        List<Identifier> names = MessagePeople.identifiers(focus.resource());
        if (names.isEmpty()) {
            throw SentMessage.invalid(
                    focus.path() + ".identifier", "A referral is tracked by an identifier, system and value");
        }
        transaction.lockAll(names.stream()
                .map(name -> "referral " + name.getSystem() + "|" + name.getValue())
                .toList());
        for (Identifier name : names) {
            if (!transaction
                    .whole()
                    .search(MessagePeople.byIdentifier("ServiceRequest", name))
                    .isEmpty()) {
                throw MessageKeeper.conflict(
                        focus.path() + ".identifier",
                        "This referral is here already: send notify-update-service-request");
            }
        }
        String id = transaction.newId();
        people.bring(focus, "ServiceRequest/" + id);
        support(new ServiceRequest());
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

    /**
     * What is here already, by its names, or as it is in the referral, stays as it is.
     *
     * @param before the referral as it was
     */
    private void support(ServiceRequest before) throws SQLException {
        Map<String, Resource> held = held(before);
        for (Entry entry : message.entries()) {
            if (SUPPORTING.contains(entry.type())) {
                Optional<String> same = same(entry, held);
                if (same.isPresent()) {
                    people.bring(entry, same.get());
                    held.remove(same.get());
                }
                if (people.stored(entry).isPresent()) {
                    left.add(entry.path() + ", a " + entry.type() + ", is here already and was not changed");
                } else {
                    fresh.put(entry, transaction.newId());
                }
            }
        }
        fresh.forEach((entry, id) -> people.bring(entry, entry.type() + "/" + id));
        for (Map.Entry<Entry, String> each : fresh.entrySet()) {
            Entry entry = each.getKey();
            Resource own = people.own(entry, Resource.class);
            if (MessagePeople.identifiers(own).isEmpty()) {
                MessagePeople.names(entry).forEach(name -> own.setProperty("identifier", name));
            }
            keeper.create(entry, own, each.getValue());
        }
    }

    /** What the referral refers to already. */
    private Map<String, Resource> held(ServiceRequest before) throws SQLException {
        Map<String, Resource> held = new LinkedHashMap<>();
        for (PlacedReference placed : PlacedReference.in(before, "")) {
            String reference = String.valueOf(placed.reference().getReference());
            String type = reference.replaceFirst("/.*", "");
            if (SUPPORTING.contains(type)) {
                transaction
                        .read(type, reference.substring(type.length() + 1))
                        .filter(found -> !found.deleted())
                        .ifPresent(found -> held.put(reference, plain(transaction.parse(found))));
            }
        }
        return held;
    }

    /** Of what has no name the one that says the same. */
    private Optional<String> same(Entry entry, Map<String, Resource> held) throws SQLException {
        if (held.isEmpty() || !MessagePeople.names(entry).isEmpty()) {
            return Optional.empty();
        }
        Resource own = plain(people.own(entry, Resource.class));
        return held.entrySet().stream()
                .filter(each -> each.getValue().equalsDeep(own))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** As its sender wrote it. */
    private static Resource plain(Resource resource) {
        resource.setId((String) null);
        resource.setMeta(null);
        return resource;
    }

    /** It is in the record of the patient whom the referral is about. */
    private Communication said(String path, Communication said) throws SQLException {
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
        if (!said.hasSubject() && !said.hasBasedOn()) {
            throw SentMessage.invalid(
                    path + ".basedOn", "Say by basedOn about which referral it is, or by subject about whom");
        }
        return said;
    }

    private void update(Entry focus) throws SQLException {
        StoredResource stored = keeper.referral(focus);
        ServiceRequest before = (ServiceRequest) transaction.parse(stored);
        requireOpen(before, focus);
        support(before);
        ServiceRequest after = people.own(focus, ServiceRequest.class);
        if (!isSame(before.getSubject(), after.getSubject())) {
            throw MessageKeeper.conflict(
                    focus.path() + ".subject", "The referral is about somebody else: revoke it, and send a new one");
        }
        if (before.hasRequester() && !isSame(before.getRequester(), after.getRequester())) {
            throw MessageKeeper.conflict(focus.path() + ".requester", "Who has sent a referral does not change");
        }
        keepLabels(before.getMeta(), after.getMeta());
        keeper.change(focus, after, stored);
    }

    /** Who sends it again does not know of them. */
    static void keepLabels(Meta before, Meta after) {
        before.getSecurity().stream()
                .filter(label -> after.getSecurity(label.getSystem(), label.getCode()) == null)
                .forEach(label -> after.addSecurity(label.copy()));
        before.getTag().stream()
                .filter(label -> after.getTag(label.getSystem(), label.getCode()) == null)
                .forEach(label -> after.addTag(label.copy()));
    }

    /** Of the same address, or where one has none, of the same identifier. */
    private boolean isSame(Reference one, Reference other) throws SQLException {
        if (one.hasReference() && other.hasReference()) {
            return one.getReference().equals(other.getReference());
        }
        return one.hasReference() || other.hasReference()
                ? names(one).stream().anyMatch(names(other)::contains)
                : one.getIdentifier().equalsDeep(other.getIdentifier());
    }

    /** The identifiers of what is referred to, as far as they are known. */
    private Set<String> names(Reference reference) throws SQLException {
        List<Identifier> all = new ArrayList<>(List.of(reference.getIdentifier()));
        String text = String.valueOf(reference.getReference());
        if (text.matches("[A-Za-z]+/[A-Za-z0-9.-]{1,64}")) {
            Optional.ofNullable(transaction.whole().look(List.of(text)).get(text))
                    .ifPresent(found -> all.addAll(MessagePeople.identifiers(found)));
        }
        return all.stream()
                .filter(identifier -> identifier.hasSystem() && identifier.hasValue())
                .map(identifier -> SearchQuery.token(identifier.getSystem(), identifier.getValue()))
                .collect(Collectors.toSet());
    }

    private void revoke(Entry focus) throws SQLException {
        StoredResource stored = keeper.referral(focus);
        ServiceRequest request = (ServiceRequest) transaction.parse(stored);
        requireOpen(request, focus);
        request.setStatus(ServiceRequestStatus.REVOKED);
        ((ServiceRequest) focus.resource()).getNote().forEach(note -> request.addNote(note.copy()));
        keeper.change(focus, request, stored);
        new ReferralTasks(keeper).cancel(stored.reference());
    }

    static void requireOpen(ServiceRequest request, Entry focus) {
        if (request.getStatus() != null && ENDED.contains(request.getStatus())) {
            throw MessageKeeper.conflict(
                    focus.path() + ".status",
                    "The referral has ended: it is " + request.getStatus().toCode());
        }
    }
}
