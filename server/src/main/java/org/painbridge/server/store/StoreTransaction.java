package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of the store. Writes are sent in batches, at the latest before a read or the commit; nothing of them is
 * visible to others, or stays, unless all of them commit. Not for use by several threads.
 */
public final class StoreTransaction {
    private final Connection connection;
    private final StoreParts parts;
    private final Instant now;
    private final PendingWrites pending = new PendingWrites();
    private final List<Change> changes = new ArrayList<>();
    private final List<Runnable> unlocks = new ArrayList<>();

    StoreTransaction(Connection connection, StoreParts parts) {
        this.connection = connection;
        this.parts = parts;
        this.now = Instant.ofEpochMilli(parts.clock().millis());
    }

    /** The moment that every write of this transaction carries as {@code meta.lastUpdated}. */
    public Instant now() {
        return now;
    }

    /** For tables of a capability; what was written so far is sent first. Do not commit or close it. */
    public Connection connection() throws SQLException {
        pending.flush(connection);
        return connection;
    }

    /** Holds {@code name} until the transaction ends. Several names: {@link #lockAll}. */
    public void lock(String name) throws SQLException {
        unlocks.add(parts.locks().lock(connection, name));
    }

    /** Holds all names until the transaction ends; taken in sorted order, so that no two transactions wait for each other. */
    public void lockAll(Collection<String> names) throws SQLException {
        for (String name : new TreeSet<>(names)) {
            lock(name);
        }
    }

    /** A new logical id, not yet used by anything. */
    public String newId() {
        return parts.ids().next();
    }

    public StoredResource create(Resource resource) throws SQLException {
        return insert(resource, newId());
    }

    /** Creates under an id from {@link #newId()}; for graphs whose members refer to each other. */
    public StoredResource create(Resource resource, String id) throws SQLException {
        return insert(resource, id);
    }

    /**
     * Creates or replaces the resource under its own id.
     *
     * @param expectedVersion the version the caller has read; null to replace whatever is there
     * @throws StoreProblem.StaleVersion if another version is current, or none
     */
    public StoredResource update(Resource resource, @Nullable Integer expectedVersion) throws SQLException {
        return put(resource, expectedVersion).stored();
    }

    /** @param created whether nothing was there before, or nothing any more */
    public record Put(StoredResource stored, boolean created) {}

    /** As {@link #update}, and says whether that created the resource. */
    public Put put(Resource resource, @Nullable Integer expectedVersion) throws SQLException {
        String type = resource.fhirType();
        String id = resource.getIdElement().getIdPart();
        Row row = lockRow(type, id);
        if (row == null) {
            requireNone(expectedVersion, type + "/" + id);
            return new Put(insert(resource, id), true);
        }
        check(type + "/" + id, expectedVersion, row);
        parts.references().apply(resource);
        IndexRows rows = parts.indexer().rows(resource);
        StoredResource stored = parts.codec().encode(resource, id, row.version() + 1, now);
        supersede(row, stored);
        pending.index(row.resId(), rows);
        changes.add(new Change(stored, resource));
        return new Put(stored, row.deleted());
    }

    /**
     * Deletes the current version; its history stays.
     *
     * @return the delete marker; empty where there is nothing (left) to delete
     * @throws StoreProblem.StaleVersion if another version is current, or none
     */
    public Optional<StoredResource> delete(String type, String id, @Nullable Integer expectedVersion)
            throws SQLException {
        Row row = lockRow(type, id);
        if (row == null || row.deleted()) {
            requireNone(expectedVersion, type + "/" + id);
            return Optional.empty();
        }
        check(type + "/" + id, expectedVersion, row);
        StoredResource marker = new StoredResource(type, id, row.version() + 1, now, true, new byte[0]);
        supersede(row, marker);
        changes.add(new Change(marker, null));
        return Optional.of(marker);
    }

    public Optional<StoredResource> read(String type, String id) throws SQLException {
        return parts.reader().read(connection(), type, id);
    }

    /** One version, which may be a delete marker. */
    public Optional<StoredResource> version(String type, String id, int version) throws SQLException {
        return parts.reader().version(connection(), type, id, version);
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

    /** What matches a search inside this transaction, its own writes included. */
    public List<StoredResource> search(SearchQuery query) throws SQLException {
        return page(query).matches();
    }

    /** The same with includes, total and the way to the next page. */
    public SearchPage page(SearchQuery query) throws SQLException {
        return parts.searcher().search(connection(), query);
    }

    List<Change> changes() {
        return changes;
    }

    void flush() throws SQLException {
        pending.flush(connection);
    }

    void ended() {
        unlocks.reversed().forEach(Runnable::run);
        unlocks.clear();
    }

    private StoredResource insert(Resource resource, String id) throws SQLException {
        parts.references().apply(resource);
        IndexRows rows = parts.indexer().rows(resource);
        StoredResource stored = parts.codec().encode(resource, id, 1, now);
        long resId = parts.sequence().next(connection);
        pending.insert(NameIds.of(stored.type()), resId, stored);
        pending.index(resId, rows);
        changes.add(new Change(stored, resource));
        return stored;
    }

    private record Row(int typeId, long resId, int version, boolean deleted) {}

    private @Nullable Row lockRow(String type, String id) throws SQLException {
        int typeId = NameIds.of(type);
        String sql = "select res_id, version, deleted from fhir_resource where type_id = ? and fhir_id = ? for update";
        try (PreparedStatement statement = connection().prepareStatement(sql)) {
            statement.setInt(1, typeId);
            statement.setString(2, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? new Row(typeId, rows.getLong(1), rows.getInt(2), rows.getBoolean(3)) : null;
            }
        }
    }

    private static void requireNone(@Nullable Integer expected, String what) {
        if (expected != null) {
            throw new StoreProblem.StaleVersion(what, expected);
        }
    }

    private static void check(String what, @Nullable Integer expected, Row row) {
        if (row.deleted()) {
            requireNone(expected, what);
        }
        if (expected != null && expected != row.version()) {
            throw new StoreProblem.StaleVersion(what, expected, row.version());
        }
    }

    /** The current version becomes history, its index rows go, the new version takes its place. */
    private void supersede(Row row, StoredResource stored) throws SQLException {
        run(
                "insert into fhir_history (type_id, res_id, version, updated, deleted, body)"
                        + " select type_id, res_id, version, updated, deleted, body from fhir_resource"
                        + " where type_id = ? and res_id = ?",
                row.typeId(),
                row.resId());
        run("delete from fhir_text where res_id = ?", row.resId());
        run("delete from fhir_range where res_id = ?", row.resId());
        String sql =
                "update fhir_resource set version = ?, updated = ?, deleted = ?, body = ? where type_id = ? and res_id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, stored.version());
            statement.setLong(2, stored.updated().toEpochMilli());
            statement.setBoolean(3, stored.deleted());
            statement.setBytes(4, stored.deleted() ? null : stored.json());
            statement.setInt(5, row.typeId());
            statement.setLong(6, row.resId());
            statement.executeUpdate();
        }
    }

    private void run(String sql, Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            statement.executeUpdate();
        }
    }
}
