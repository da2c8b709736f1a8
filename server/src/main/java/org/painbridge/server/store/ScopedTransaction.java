package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.StoreTransaction.Put;

/**
 * A transaction on behalf of a caller: what lies outside its access scope is not there, so it neither finds nor changes it.
 * What the transaction itself has written is always there.
 */
public final class ScopedTransaction {
    private static final int CHUNK = 50;

    private final StoreTransaction transaction;
    private final StoreParts parts;
    private final AccessRights rights;
    private final AccessScope scope;

    ScopedTransaction(StoreTransaction transaction, StoreParts parts, AccessRights rights) {
        this.transaction = transaction;
        this.parts = parts;
        this.rights = rights;
        this.scope = rights.see();
    }

    /** For what a capability looks at whoever asks: checks, names that are taken, records that belong to what is written. */
    public StoreTransaction whole() {
        return transaction;
    }

    /** @see StoreTransaction#lock */
    public void lock(String name) throws SQLException {
        transaction.lock(name);
    }

    /** @see StoreTransaction#lockAll */
    public void lockAll(Collection<String> names) throws SQLException {
        transaction.lockAll(names);
    }

    /** @see StoreTransaction#hold */
    public void hold(Collection<String> references) throws SQLException {
        transaction.hold(references);
    }

    /** @see StoreTransaction#holds */
    public boolean holds(StoredResource found) {
        return transaction.holds(found);
    }

    public String newId() {
        return transaction.newId();
    }

    /**
     * Of what was here before, that of which the caller may learn by handing in another such resource of the patient.
     *
     * @see ToldView#told(String, String, Collection)
     */
    public Set<String> told(String patient, String type, Collection<String> ids) throws SQLException {
        AccessScope tell = rights.tell().ofType(type);
        return tell.hidesSome() || !tell.hasAny(type)
                ? parts.reader().present(transaction.connection(), tell.ofTold(type, patient, type), type, ids)
                : Set.copyOf(ids);
    }

    /** @throws StoreProblem.Denied if the caller may not create such a resource */
    public StoredResource create(Resource resource) throws SQLException {
        return create(resource, newId());
    }

    /**
     * @param id from {@link #newId()}
     * @throws StoreProblem.Denied if the caller may not create such a resource
     */
    public StoredResource create(Resource resource, String id) throws SQLException {
        requireOfClients(resource);
        HolderTag.set(resource, rights.origin().holder());
        StoredResource stored = transaction.create(resource, id);
        require(rights.create(), resource, stored, Optional.empty());
        return stored;
    }

    /**
     * Creates or replaces the resource under its own id.
     *
     * @param expectedVersion the version the caller has read, or {@link StoreTransaction#NOTHING}; null to replace whatever is
     *     there
     * @throws StoreProblem.StaleVersion if another version is current, or none that the caller finds
     * @throws StoreProblem.Denied if the id is that of a resource outside the scope, or what is there, or would be there
     *     afterwards, is none that the caller may change
     */
    public Put put(Resource resource, @Nullable Integer expectedVersion) throws SQLException {
        String type = resource.fhirType();
        String id = resource.getIdElement().getIdPart();
        if (isTaken(type, id)) {
            HeldRows.Row.requireNone(expectedVersion, type + "/" + id);
            throw new StoreProblem.Denied(type + "/" + id);
        }
        Optional<StoredResource> before = requireChangeable(rights.update(), type, id);
        requireOfClients(resource);
        keepHolder(resource);
        Put put = transaction.put(resource, expectedVersion);
        require(rights.update(), resource, put.stored(), before);
        return put;
    }

    /** Whether the id is that of a resource that the caller does not find to update it, deleted or not. */
    public boolean isTaken(String type, String id) throws SQLException {
        return isOutside(rights.finds().toUpdate(), type, id);
    }

    private boolean isOutside(AccessScope found, String type, String id) throws SQLException {
        return !found.everything()
                && transaction.readToChange(type, id).isPresent()
                && transaction.read(found, type, id).isEmpty();
    }

    /** @see StoreTransaction#delete */
    public Optional<StoredResource> delete(String type, String id, @Nullable Integer expectedVersion)
            throws SQLException {
        if (isOutside(rights.finds().toDelete(), type, id)) {
            HeldRows.Row.requireNone(expectedVersion, type + "/" + id);
            return Optional.empty();
        }
        requireChangeable(rights.delete(), type, id);
        return transaction.delete(type, id, expectedVersion);
    }

    /** The current version, which may be a delete marker. */
    public Optional<StoredResource> read(String type, String id) throws SQLException {
        return transaction.read(scope, type, id);
    }

    /** The current version that the caller sees, which may be a delete marker; nobody else changes it until this transaction ends. */
    public Optional<StoredResource> readToChange(String type, String id) throws SQLException {
        return readToChange(scope, type, id);
    }

    /** The same where the caller may replace it without seeing it: whoever asks for that tells the caller nothing of what it says. */
    public Optional<StoredResource> findToUpdate(String type, String id) throws SQLException {
        return readToChange(rights.finds().toUpdate(), type, id);
    }

    private Optional<StoredResource> readToChange(AccessScope found, String type, String id) throws SQLException {
        Optional<StoredResource> current = transaction.readToChange(type, id);
        return found.everything() ? current : transaction.read(found, type, id);
    }

    /** Of a resource that was read to be changed. */
    public StoredResource update(Resource resource, int expectedVersion) throws SQLException {
        Optional<StoredResource> before = requireChangeable(
                rights.update(), resource.fhirType(), resource.getIdElement().getIdPart());
        requireOfClients(resource);
        keepHolder(resource);
        StoredResource stored = transaction.update(resource, expectedVersion);
        require(rights.update(), resource, stored, before);
        return stored;
    }

    /** What is there now; a delete marker is nobody's. Empty if nobody asks. */
    private Optional<StoredResource> requireChangeable(AccessScope change, String type, String id) throws SQLException {
        if (change.everything()) {
            return Optional.empty();
        }
        Optional<StoredResource> there = transaction.readToChange(type, id).filter(found -> !found.deleted());
        if (there.isPresent() && transaction.read(change, type, id).isEmpty()) {
            throw StoreProblem.Denied.toChange(type + "/" + id);
        }
        return there;
    }

    private void require(AccessScope change, Resource resource, StoredResource stored, Optional<StoredResource> before)
            throws SQLException {
        if (!change.everything()) {
            transaction.flush();
            if (!parts.coversWritten(transaction.connection(), change, resource, stored, before)) {
                throw StoreProblem.Denied.toChange("This " + stored.type());
            }
        }
    }

    private void keepHolder(Resource resource) throws SQLException {
        String type = resource.fhirType();
        if (HolderTag.isOn(type)) {
            Optional<StoredResource> before = transaction
                    .readToChange(type, resource.getIdElement().getIdPart())
                    .filter(found -> !found.deleted());
            HolderTag.set(
                    resource,
                    before.isPresent()
                            ? HolderTag.of(transaction.parse(before.get())).orElse("")
                            : rights.origin().holder());
        }
    }

    /** A directive that can be kept to; and nobody breaks the glass by a plain write. */
    private void requireOfClients(Resource resource) {
        if (resource instanceof Consent consent) {
            parts.references().localise(consent);
            parts.consents().require(consent);
        }
    }

    /** One version, which may be a delete marker; a past one is there where the current one may be seen, too. */
    public Optional<StoredResource> version(String type, String id, int version) throws SQLException {
        return versions().version(flushed(), type, id, version);
    }

    /** @see StoreView#history(HistoryQuery) */
    public HistoryPage history(HistoryQuery query) throws SQLException {
        return versions().history(flushed(), query);
    }

    /** @see StoreView#history(TypeHistoryQuery) */
    public HistoryPage history(TypeHistoryQuery query) throws SQLException {
        return versions().history(flushed(), query);
    }

    private ScopedVersions versions() {
        return new ScopedVersions(parts, scope);
    }

    private Connection flushed() throws SQLException {
        transaction.flush();
        return transaction.connection();
    }

    public Resource parse(StoredResource stored) {
        return transaction.parse(stored);
    }

    /** What matches a search, the writes of this transaction included as far as the scope has them. */
    public List<StoredResource> search(SearchQuery query) throws SQLException {
        return page(query).matches();
    }

    /** The same with includes, total and the way to the next page. */
    public SearchPage page(SearchQuery query) throws SQLException {
        return transaction.page(scope, query);
    }

    /** A page of the types of a compartment. */
    public SearchPage page(TypesQuery query) throws SQLException {
        TypesReader reader = parts.compartments();
        return reader.read(scope, query, reader.present(flushed(), query), each -> {
            try {
                return page(each);
            } catch (SQLException e) {
                throw new UncheckedSqlException(e);
            }
        });
    }

    /**
     * As {@link #search}, where what this transaction has written is all that matters: it is found in the scope or not, while
     * others may be missing.
     */
    public List<StoredResource> searchWritten(SearchQuery query) throws SQLException {
        if (scope.everything()) {
            return search(query);
        }
        List<String> ids = transaction.changes().stream()
                .map(Change::stored)
                .filter(stored -> !stored.deleted() && stored.type().equals(query.type()))
                .map(StoredResource::id)
                .toList();
        List<StoredResource> found = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += CHUNK) {
            List<String> chunk = ids.subList(from, Math.min(from + CHUNK, ids.size()));
            found.addAll(transaction.search(query.where("_id", String.join(",", chunk))));
        }
        return found;
    }
}
