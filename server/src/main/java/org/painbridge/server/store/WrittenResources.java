package org.painbridge.server.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.HeldRows.Row;

/** The resources that a transaction has written so far, and how it writes the next. */
final class WrittenResources {
    private final StoreTransaction transaction;
    private final StoreParts parts;
    private final PendingWrites pending;
    private final HeldRows held;
    private final List<Change> changes = new ArrayList<>();
    private final Map<String, Change> latest = new HashMap<>(); // By Type/id.

    WrittenResources(StoreTransaction transaction, StoreParts parts, PendingWrites pending, HeldRows held) {
        this.transaction = transaction;
        this.parts = parts;
        this.pending = pending;
        this.held = held;
    }

    List<Change> changes() {
        return Collections.unmodifiableList(changes);
    }

    /** @param reference {@code Type/id} */
    Optional<Change> latest(String reference) {
        return Optional.ofNullable(latest.get(reference));
    }

    /** Puts those that are not deleted into {@code found}; gives the references to what was not written here. */
    List<String> find(Collection<String> references, Map<String, Resource> found) {
        List<String> elsewhere = new ArrayList<>();
        for (String reference : references) {
            Change own = latest.get(reference);
            if (own == null) {
                elsewhere.add(reference);
            } else if (own.resource() != null) {
                found.put(reference, own.resource());
            }
        }
        return elsewhere;
    }

    StoredResource insert(Resource resource, String id) throws SQLException {
        parts.references().apply(resource);
        IndexRows rows = parts.indexer().rows(resource);
        StoredResource stored = parts.codec().encode(resource, id, 1, transaction.now());
        long resId = parts.sequence().next(transaction.connection());
        pending.insert(resId, stored, rows);
        add(stored, resource);
        return stored;
    }

    /** As {@link StoreTransaction#put}. */
    StoreTransaction.Put put(Resource resource, @Nullable Integer expectedVersion) throws SQLException {
        String type = resource.fhirType();
        String id = resource.getIdElement().getIdPart();
        Row row = lockRow(type, id);
        if (row == null) {
            Row.requireNone(expectedVersion, type + "/" + id);
            return new StoreTransaction.Put(insert(resource, id), true);
        }
        row.require(expectedVersion, type + "/" + id);
        parts.references().apply(resource);
        IndexRows rows = parts.indexer().rows(resource);
        StoredResource stored = parts.codec().encode(resource, id, row.version() + 1, transaction.now());
        row.supersede(transaction.connection(), stored, parts.indexer().hasElements(type));
        pending.index(row.resId(), rows);
        add(stored, resource);
        return new StoreTransaction.Put(stored, row.deleted());
    }

    /** As {@link StoreTransaction#delete}. */
    Optional<StoredResource> delete(String type, String id, @Nullable Integer expectedVersion) throws SQLException {
        Row row = lockRow(type, id);
        if (row == null || row.deleted()) {
            Row.requireNone(expectedVersion, type + "/" + id);
            return Optional.empty();
        }
        row.require(expectedVersion, type + "/" + id);
        StoredResource marker = new StoredResource(type, id, row.version() + 1, transaction.now(), true, new byte[0]);
        row.supersede(transaction.connection(), marker, parts.indexer().hasElements(type));
        add(marker, null);
        return Optional.of(marker);
    }

    private void add(StoredResource stored, @Nullable Resource resource) throws SQLException {
        for (StatedRows rows : parts.stated()) {
            if (rows.areOf(stored.type())) {
                rows.write(transaction, stored, resource);
            }
        }
        held.take(stored.reference());
        Change change = new Change(stored, resource);
        changes.add(change);
        latest.put(stored.reference(), change);
    }

    private @Nullable Row lockRow(String type, String id) throws SQLException {
        Optional<Row> row = held.take(type + "/" + id);
        if (row == null) {
            transaction.flush();
            return HeldRows.read(transaction.connection(), type, id);
        }
        return row.orElse(null);
    }
}
