package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of the store. Writes are sent in batches, at the latest before a read or the commit; nothing of them is
 * visible to others, or stays, unless all of them commit. Not for use by several threads.
 */
public final class StoreTransaction {
    /** Expected in place of a version: that nothing is there. */
    public static final int NOTHING = -1;

    private final Connection connection;
    private final StoreParts parts;
    private final TransactionEnd end;
    private final Instant now;
    private final PendingWrites pending = new PendingWrites();
    private final HeldRows held = new HeldRows();
    private final WrittenResources written;
    private @Nullable AccessRights caller;

    StoreTransaction(Connection connection, StoreParts parts) {
        this.connection = connection;
        this.parts = parts;
        this.end = new TransactionEnd(parts.openWrites(), parts.clock());
        this.now = Instant.ofEpochMilli(parts.clock().millis());
        this.written = new WrittenResources(this, parts, pending, held);
    }

    /** The moment that every write of this transaction carries as {@code meta.lastUpdated}. */
    public Instant now() {
        return now;
    }

    /** Of whoever asked for this transaction; empty where the server writes on its own. */
    public Optional<AccessRights> caller() {
        return Optional.ofNullable(caller);
    }

    void actFor(AccessRights rights) {
        caller = rights;
    }

    /** For tables of a capability; it may lack what was inserted since {@link #flush}. Do not commit or close it. */
    public Connection connection() {
        return connection;
    }

    /** Inserts the rows before the transaction ends, in one message with others. */
    public void insert(Insert<?> rows) {
        pending.insert(rows);
    }

    /** Sends what was written and inserted so far, so that it is seen by {@link #connection}. */
    public void flush() throws SQLException {
        pending.flush(connection);
    }

    /** Holds {@code name} until the transaction ends. Several names: {@link #lockAll}. */
    public void lock(String name) throws SQLException {
        lockAll(List.of(name));
    }

    /** Holds all names until the transaction ends; taken in sorted order, so that no two transactions wait for each other. */
    public void lockAll(Collection<String> names) throws SQLException {
        Questions questions = questions();
        questions.lockAll(names);
        questions.send();
    }

    /** Questions to the database that travel together. */
    public Questions questions() {
        return new Questions(this);
    }

    Optional<Sql> lockOrAsk(Collection<String> names) throws SQLException {
        return names.isEmpty() ? Optional.empty() : parts.locks().lock(new TreeSet<>(names), end::unlock);
    }

    /** A new logical id, not yet used by anything. */
    public String newId() {
        return parts.ids().next();
    }

    public StoredResource create(Resource resource) throws SQLException {
        return written.insert(resource, newId());
    }

    /** Creates under an id from {@link #newId()}; for graphs whose members refer to each other. */
    public StoredResource create(Resource resource, String id) throws SQLException {
        return written.insert(resource, id);
    }

    /**
     * Creates or replaces the resource under its own id.
     *
     * @param expectedVersion the version the caller has read, or {@link #NOTHING}; null to replace whatever is there
     * @throws StoreProblem.StaleVersion if another version is current, or none
     */
    public StoredResource update(Resource resource, @Nullable Integer expectedVersion) throws SQLException {
        return put(resource, expectedVersion).stored();
    }

    /** @param created whether nothing was there before, or nothing any more */
    public record Put(StoredResource stored, boolean created) {}

    /** As {@link #update}, and says whether that created the resource. */
    public Put put(Resource resource, @Nullable Integer expectedVersion) throws SQLException {
        return written.put(resource, expectedVersion);
    }

    /**
     * Deletes the current version; its history stays.
     *
     * @return the delete marker; empty where there is nothing (left) to delete
     * @throws StoreProblem.StaleVersion if another version is current, or none
     */
    public Optional<StoredResource> delete(String type, String id, @Nullable Integer expectedVersion)
            throws SQLException {
        return written.delete(type, id, expectedVersion);
    }

    /** The current version, which may be a delete marker. */
    public Optional<StoredResource> read(String type, String id) throws SQLException {
        Optional<Change> own = written.latest(type + "/" + id);
        return own.isEmpty() ? parts.reader().read(connection, type, id) : own.map(Change::stored);
    }

    /** The current version, which may be a delete marker; nobody else changes it until this transaction ends. */
    public Optional<StoredResource> readToChange(String type, String id) throws SQLException {
        hold(List.of(type + "/" + id));
        return read(type, id);
    }

    /**
     * Nobody else changes these resources until the transaction ends. Held in sorted order, so that no two transactions
     * wait for each other.
     *
     * @param references {@code Type/id} each; there may be nothing
     */
    public void hold(Collection<String> references) throws SQLException {
        for (String reference : new TreeSet<>(references)) {
            held.hold(flushed(), reference);
        }
    }

    /** As {@link #hold}, by one question for each type. Who writes them otherwise takes another lock before, as this one does. */
    public void holdAll(Collection<String> references) throws SQLException {
        if (!references.isEmpty()) {
            held.holdAll(flushed(), references);
        }
    }

    /**
     * Whether what a search has found is held, and still the current version: between search and {@link #hold}, somebody may
     * have changed it so that it would not be found any more.
     */
    public boolean holds(StoredResource found) {
        return held.version(found.reference()) == found.version();
    }

    /**
     * Current versions that are only looked at: others may share them, so they must not be changed.
     *
     * @param references {@code Type/id} each; those that are not here or deleted are not in the answer
     */
    public Map<String, Resource> look(Collection<String> references) throws SQLException {
        Questions questions = questions();
        Questions.Looked looked = questions.look(references);
        questions.send();
        return looked.get();
    }

    /**
     * Whether a resource is not about the patient, but of a type that is about patients. Of a Provenance it is never said: it is
     * about what its target is.
     */
    public boolean isOfOthers(Resource resource, String patientId) {
        return parts.scopes().isOfOthers(resource, patientId, parts.indexer().rows(resource));
    }

    WrittenResources written() {
        return written;
    }

    Resource shared(StoredResource stored) {
        return parts.shared().of(stored);
    }

    /** One version, which may be a delete marker. */
    public Optional<StoredResource> version(String type, String id, int version) throws SQLException {
        return parts.reader().version(flushed(), AccessScope.ALL, type, id, version);
    }

    /** @throws StoreProblem.NotFound if it was never here or is deleted */
    public <T extends Resource> T require(Class<T> kind, String id) throws SQLException {
        String type = kind.getSimpleName();
        StoredResource stored = read(type, id)
                .filter(found -> !found.deleted())
                .orElseThrow(() -> new StoreProblem.NotFound(type + "/" + id));
        return parse(kind, stored);
    }

    public <T extends Resource> T parse(Class<T> kind, StoredResource stored) {
        return kind.cast(parse(stored));
    }

    public Resource parse(StoredResource stored) {
        return parts.codec().decode(stored);
    }

    /** What matches a search inside this transaction, its own writes included, whoever asks. */
    public List<StoredResource> search(SearchQuery query) throws SQLException {
        return page(AccessScope.ALL, query).matches();
    }

    /** As {@link #search}, page after page. */
    public List<StoredResource> searchAll(SearchQuery query) throws SQLException {
        SearchPage page = page(AccessScope.ALL, query);
        List<StoredResource> all = new ArrayList<>(page.matches());
        while (page.nextCursor() != null) {
            page = page(AccessScope.ALL, query.where("_cursor", page.nextCursor()));
            all.addAll(page.matches());
        }
        return all;
    }

    /** The same within a scope, for an answer: with includes, total and the way to the next page. */
    SearchPage page(AccessScope scope, SearchQuery query) throws SQLException {
        return parts.searcher().run(flushed(), parts.searcher().prepare(scope, query));
    }

    /** As {@link #read(String, String)} within a scope, for an answer. What this transaction wrote is always there. */
    Optional<StoredResource> read(AccessScope scope, String type, String id) throws SQLException {
        Optional<Change> own = written.latest(type + "/" + id);
        return own.isEmpty() ? parts.read(connection, scope, type, id) : own.map(Change::stored);
    }

    /** Of resources of a type those that may be seen in a scope, and are not deleted. */
    public Set<String> seen(AccessScope scope, String type, Collection<String> ids) throws SQLException {
        return ids.isEmpty() ? Set.of() : parts.reader().present(flushed(), scope, type, ids);
    }

    /** A part of all resources of a type. */
    public ExportPage export(ExportQuery query) throws SQLException {
        return parts.exports().read(flushed(), query);
    }

    /** Whether other transactions of this process may still write something that carries that time, or one before. */
    public boolean othersWriteUntil(Instant moment) {
        return end.othersWriteUntil(moment.toEpochMilli());
    }

    /** All that was written so far, by listeners too. */
    public List<Change> changes() {
        return written.changes();
    }

    public TransactionEnd end() {
        return end;
    }

    /** The last rows take the commit with them; after that, this one finds nothing to do. */
    void commit() throws SQLException {
        pending.commit(connection);
        connection.commit();
        end.committed();
    }

    /** Where everything that was written so far can be seen. */
    private Connection flushed() throws SQLException {
        flush();
        return connection;
    }
}
