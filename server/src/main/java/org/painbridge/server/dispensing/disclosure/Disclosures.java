package org.painbridge.server.dispensing.disclosure;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.dispensing.disclosure.Disclosure.Decision;
import org.painbridge.server.dispensing.disclosure.Disclosure.State;
import org.painbridge.server.fhirserver.ActLog;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreTransaction;

/** The disclosures there are: what one person requests, another one decides, and the requester fetches. */
final class Disclosures {
    static final String IDENTIFIERS = "https://painbridge.example/fhir/sid/disclosure";
    private static final String PARTICIPANT = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";

    private final FhirStore store;
    private final DisclosureTable table;
    private final DisclosureSettings settings;
    private final ContentReader reader;
    private final Peers peers;
    private final PackageMaker maker;
    private final ActLog log;
    private final DisclosureTasks tasks;
    private final Clock clock;

    Disclosures(
            FhirStore store,
            DisclosureTable table,
            DisclosureSettings settings,
            ContentReader reader,
            Peers peers,
            PackageMaker maker,
            ActLog log,
            Clock clock) {
        this.store = store;
        this.table = table;
        this.settings = settings;
        this.reader = reader;
        this.peers = peers;
        this.maker = maker;
        this.log = log;
        this.tasks = new DisclosureTasks(settings.approvers());
        this.clock = clock;
    }

    Disclosure request(Asked asked, Party requester) {
        return store.write(transaction -> {
            table.sweep(transaction);
            tasks.sweep(transaction);
            Instant now = transaction.now();
            Disclosure fresh = new Disclosure(
                    UUID.randomUUID().toString(),
                    State.PENDING,
                    now,
                    requester,
                    asked,
                    now.plus(settings.approveWithin()),
                    null,
                    0,
                    null);
            table.insert(transaction, fresh);
            tasks.ask(transaction, fresh);
            log(transaction, fresh, "requested");
            return fresh;
        });
    }

    /** Empty for one that never was. */
    Optional<Disclosure> find(String id) {
        return store.query(connection -> table.read(connection, id));
    }

    /** Those that wait, the oldest first; without those whose time is over. */
    List<Disclosure> pending() {
        return store.query(connection -> table.current(connection, State.PENDING, clock.instant()));
    }

    /** Takes away what has expired, and looks whether what can still be fetched still holds. */
    void keep() {
        store.write(transaction -> {
            table.sweep(transaction);
            tasks.sweep(transaction);
            return transaction.now();
        });
        store.query(connection -> table.current(connection, State.RELEASED, clock.instant()))
                .forEach(this::withNotice);
    }

    /**
     * Makes the package, unless another decision comes first.
     *
     * @throws RequestProblem if the one who approves has requested it, or its time is over
     */
    Disclosure approve(String id, Party approver) {
        Disclosure open = open(id, approver);
        DisclosureSettings.Recipient recipient = recipient(open.asked());
        Content content = store.query(
                connection -> reader.read(connection, open.asked(), open.asked().at()));
        List<PeerGroup> groups = open.asked().subject().patient().isPresent() ? List.of() : peers.of(open.asked());
        Instant now = clock.instant();
        Decision decision = new Decision(Instant.ofEpochMilli(now.toEpochMilli()), approver, "");
        Instant expires = decision.at().plus(settings.keepFor());
        Map<String, byte[]> files = maker.files(open, recipient, content, groups, decision, expires);
        store.write(transaction -> {
            requirePending(lock(transaction, id));
            table.release(transaction, id, decision, expires, files);
            transaction.create(provenance(open, recipient, decision, files));
            tasks.tell(transaction, open, true, expires);
            log(
                    transaction,
                    open,
                    "released after approval, requested by " + open.requester().person());
            return id;
        });
        return find(id).orElseThrow();
    }

    /** @throws RequestProblem if the one who rejects has requested it, or its time is over */
    Disclosure reject(String id, Party approver, String reason) {
        Disclosure open = open(id, approver);
        store.write(transaction -> {
            requirePending(lock(transaction, id));
            table.reject(transaction, open, new Decision(transaction.now(), approver, reason));
            tasks.tell(transaction, open, false, open.expires());
            log(transaction, open, "rejected, requested by " + open.requester().person());
            return id;
        });
        return find(id).orElseThrow();
    }

    /** The files of a package; noted as fetched. */
    byte[] fetch(Disclosure released, String file) {
        byte[] content = store.query(connection -> table.files(connection, released.id()))
                .get(file);
        if (content == null) {
            throw new StoreProblem.NotFound("The file " + file + " of the disclosure " + released.id());
        }
        store.write(transaction -> {
            table.fetched(transaction.connection(), released.id());
            tasks.fetched(transaction, released.id());
            log(transaction, released, "fetched, " + file);
            return file;
        });
        return content;
    }

    List<String> files(Disclosure released) {
        return List.copyOf(store.query(connection -> table.files(connection, released.id()))
                .keySet());
    }

    /** Looks whether what a package tells still holds, and notes it where it does not. */
    Disclosure withNotice(Disclosure released) {
        if (released.state() != State.RELEASED || released.changed() != null) {
            return released;
        }
        Asked asked = released.asked();
        int differing = store.query(connection ->
                reader.read(connection, asked, asked.at()).differing(reader.read(connection, asked, clock.instant())));
        if (differing == 0) {
            return released;
        }
        store.write(transaction -> {
            if (table.changed(transaction, released.id())) {
                log(transaction, released, "changed by later corrections, " + differing + " dispenses of it");
            }
            return differing;
        });
        return find(released.id()).orElseThrow();
    }

    private Disclosure open(String id, Party approver) {
        Disclosure found = find(id).orElseThrow(() -> notThere(id));
        requirePending(found);
        if (!approver.isAnotherThan(found.requester(), settings.oneClient())) {
            throw new RequestProblem(
                    ErrorCode.ACCESS_DENIED,
                    "",
                    "A disclosure is decided by another person than the one who requested it"
                            + (settings.oneClient() ? "" : ", by another client (painbridge.disclosure.one-client)"));
        }
        return found;
    }

    private void requirePending(Disclosure found) {
        if (found.state() != State.PENDING) {
            throw new StoreProblem.Conflict("The disclosure " + found.id() + " is decided already");
        }
        if (found.isOver(clock.instant())) {
            throw expired(found);
        }
    }

    private Disclosure lock(StoreTransaction transaction, String id) throws SQLException {
        transaction.lock("disclosure " + id);
        table.sweep(transaction);
        return table.read(transaction.connection(), id).orElseThrow(() -> notThere(id));
    }

    private DisclosureSettings.Recipient recipient(Asked asked) {
        return Optional.ofNullable(settings.recipients().get(asked.recipient()))
                .filter(recipient -> recipient.bases().containsKey(asked.basis()))
                .orElseThrow(() -> new StoreProblem.Conflict("The settings permit no longer what was requested: "
                        + asked.recipient() + " by " + asked.basis() + " (painbridge.disclosure.recipients)"));
    }

    static StoreProblem.NotFound notThere(String id) {
        return new StoreProblem.NotFound("The disclosure " + id);
    }

    static RequestProblem expired(Disclosure over) {
        return new RequestProblem(
                ErrorCode.DELETED,
                "",
                "The disclosure " + over.id() + " expired at " + over.expires()
                        + (over.state() == State.PENDING ? " without a decision: request it again" : ""));
    }

    private void log(StoreTransaction transaction, Disclosure disclosure, String what) throws SQLException {
        Asked asked = disclosure.asked();
        log.done(
                transaction,
                "disclosure " + disclosure.id() + " " + what + ": " + asked.told(),
                asked.subject().patient().map(List::of).orElse(List.of()));
    }

    /** Names the package and not the subject, so that it tells nobody of the disclosure who looks at a record. */
    private static Provenance provenance(
            Disclosure open, DisclosureSettings.Recipient recipient, Decision decision, Map<String, byte[]> files) {
        Provenance provenance = new Provenance();
        provenance
                .addTarget()
                .setIdentifier(new Identifier().setSystem(IDENTIFIERS).setValue(open.id()))
                .setDisplay("Disclosure package");
        provenance.setRecordedElement(new InstantType(decision.at().toString()));
        provenance.addPolicy(IDENTIFIERS + "/basis/" + open.asked().basis());
        provenance.addReason(new CodeableConcept()
                .setText(open.asked().purpose() + " (case " + open.asked().caseReference() + ", to " + recipient.name()
                        + ")"));
        agent(provenance, "author", open.requester());
        agent(provenance, "verifier", decision.by());
        byte[] signature = files.get(PackageMaker.SIGNATURE);
        provenance
                .addSignature()
                .addType(new Coding("urn:iso-astm:E1762-95:2013", "1.2.840.10065.1.12.1.5", "Verification Signature"))
                .setWhenElement(new InstantType(decision.at().toString()))
                .setWho(new Reference().setDisplay("PainBridge"))
                .setSigFormat("application/jose")
                .setTargetFormat("application/json")
                .setData(signature);
        return provenance;
    }

    private static void agent(Provenance provenance, String type, Party party) {
        Provenance.ProvenanceAgentComponent agent = provenance.addAgent();
        agent.setType(new CodeableConcept(new Coding(PARTICIPANT, type, null)));
        agent.setWho(party.reference());
    }
}
