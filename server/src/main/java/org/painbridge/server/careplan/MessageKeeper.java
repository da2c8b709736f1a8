package org.painbridge.server.careplan;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.careplan.SentMessage.Entry;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.fhirserver.WriteCheck;
import org.painbridge.server.store.ScopedTransaction;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoredResource;

/** Writes what a message brings, with the rights of its sender, and remembers it for the answer. */
final class MessageKeeper {
    private final WriteCheck writes;
    private final ScopedTransaction transaction;
    private final MessagePeople people;
    private final Map<Integer, String> kept = new LinkedHashMap<>(); // By entry, below 0 for what no entry is.

    MessageKeeper(WriteCheck writes, ScopedTransaction transaction, SentMessage message) {
        this.writes = writes;
        this.transaction = transaction;
        this.people = new MessagePeople(transaction, message);
    }

    ScopedTransaction transaction() {
        return transaction;
    }

    MessagePeople people() {
        return people;
    }

    /** {@code Type/id} of what was written. */
    List<String> kept() {
        return List.copyOf(kept.values());
    }

    boolean keeps(Entry entry) {
        return kept.containsKey(entry.index());
    }

    void create(Entry entry, Resource own) throws SQLException {
        create(entry, own, transaction.newId());
    }

    void create(Entry entry, Resource own, String id) throws SQLException {
        writes.require(own, entry.path());
        kept.put(entry.index(), transaction.create(own, id).reference());
    }

    void change(Entry entry, Resource own, StoredResource stored) throws SQLException {
        own.setId(stored.reference());
        writes.require(own, entry.path());
        kept.put(entry.index(), transaction.update(own, stored.version()).reference());
    }

    /** What follows from the message, and is no entry of it. */
    void create(Resource own) throws SQLException {
        kept.put(-1 - kept.size(), transaction.create(own).reference());
    }

    /** As {@link #create(Resource)}. */
    void change(Resource own, StoredResource stored) throws SQLException {
        kept.put(-1 - kept.size(), transaction.update(own, stored.version()).reference());
    }

    /** Those of a referral, whoever sees them. */
    List<StoredResource> tasks(String request) throws SQLException {
        return transaction
                .whole()
                .searchAll(SearchQuery.of("Task").where("focus", request).where("_count", "1000"));
    }

    /** Until the transaction ends nobody else adds Tasks to the referral by a message, or calls it off. */
    void lockReferral(String request) throws SQLException {
        transaction.lock("referral " + request);
    }

    /** @throws RequestProblem where it is not here, or out of reach */
    StoredResource referral(Entry focus) throws SQLException {
        String reference = people.stored(focus).orElseThrow(() -> MessagePeople.unknown(focus));
        lockReferral(reference);
        return read(focus, reference);
    }

    /** As {@link #referral}; it is of the patient whom the message is about. */
    StoredResource read(Entry focus, String reference) throws SQLException {
        int slash = reference.indexOf('/');
        StoredResource stored = transaction
                .readToChange(reference.substring(0, slash), reference.substring(slash + 1))
                .filter(found -> !found.deleted())
                .orElseThrow(() -> MessagePeople.unknown(focus));
        people.requireSamePatient(focus, transaction.parse(stored));
        return stored;
    }

    /** @throws RequestProblem where the sender does not see it: half of what was asked for is not done */
    StoredResource held(StoredResource found) throws SQLException {
        return transaction
                .readToChange(found.type(), found.id())
                .orElseThrow(() -> new RequestProblem(
                        ErrorCode.ACCESS_DENIED, "", "An open Task of this referral is not within your reach"));
    }

    static RequestProblem conflict(String place, String text) {
        return new RequestProblem(ErrorCode.MESSAGE_CONFLICT, place, text);
    }
}
