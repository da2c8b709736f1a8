package org.painbridge.server.store;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Meta;

/** The store as a caller of an access scope sees it: what lies outside is not there. */
public final class StoreView {
    private final FhirStore store;
    private final StoreParts parts;
    private final AccessRights rights;
    private final AccessScope scope;

    StoreView(FhirStore store, StoreParts parts, AccessRights rights) {
        this.store = store;
        this.parts = parts;
        this.rights = rights;
        this.scope = rights.see();
    }

    /** Work inside a transaction on behalf of the caller. */
    @FunctionalInterface
    public interface Work<T> {
        T run(ScopedTransaction transaction) throws SQLException;
    }

    /** As {@link FhirStore#write}; what lies outside the scope is neither found nor changed. */
    public <T> T write(Work<T> work) {
        return store.write(transaction -> {
            transaction.actFor(rights);
            return work.run(new ScopedTransaction(transaction, parts, rights));
        });
    }

    /** What the caller sees inside a transaction of the server's own: for looking only, since the server writes in it. */
    public ScopedTransaction within(StoreTransaction transaction) {
        return new ScopedTransaction(transaction, parts, rights);
    }

    /**
     * Whether the caller may create such resources about a patient who is there already.
     *
     * @param transaction in which they would be created
     */
    public boolean mayCreate(StoreTransaction transaction, String type, String patient) throws SQLException {
        return parts.scopes().reaches(transaction.connection(), rights.create(), type, patient);
    }

    /** The current version, which may be a delete marker. */
    public Optional<StoredResource> read(String type, String id) {
        return store.query(connection -> parts.read(connection, scope, type, id));
    }

    /** Those of a type that may be read and are not deleted, in no order: one question, however many. */
    public List<StoredResource> readAll(String type, Collection<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : store.query(connection -> parts.reader().readAll(connection, scope, type, ids));
    }

    /**
     * The current versions of these, by one message to the database, in this order; what is not here, deleted or out of reach is left out.
     *
     * @param references {@code Type/id} each
     */
    public List<StoredResource> readAll(Collection<String> references) {
        return references.isEmpty()
                ? List.of()
                : store.query(connection -> parts.reader().readAll(connection, scope, references));
    }

    /**
     * The current versions of all that refer to one of the targets, in the order of their ids.
     *
     * @param type of those that are looked for
     * @param parameter by which they refer
     * @param targets {@code Type/id} each, or the address of something elsewhere
     */
    public List<StoredResource> referring(String type, String parameter, Collection<String> targets) {
        SearchParameter reference = parts.parameters().find(type, parameter).orElseThrow();
        return store.query(connection -> parts.reader().referring(connection, scope, reference, targets));
    }

    /** One version; a past one is there where the current one and that one itself may be seen. */
    public Optional<StoredResource> version(String type, String id, int version) {
        return store.query(connection -> versions().version(connection, type, id, version));
    }

    /** @throws StoreProblem.NotFound if it was never here */
    public HistoryPage history(HistoryQuery query) {
        return store.query(connection -> versions().history(connection, query));
    }

    /** @throws StoreProblem.Invalid if the cursor is not one of such a history */
    public HistoryPage history(TypeHistoryQuery query) {
        return store.query(connection -> versions().history(connection, query));
    }

    private ScopedVersions versions() {
        return new ScopedVersions(parts, scope);
    }

    public SearchPage search(SearchQuery query) {
        Searcher.Prepared search = parts.searcher().prepare(scope, query);
        return store.query(connection -> parts.searcher().run(connection, search));
    }

    /**
     * A page of the types of a compartment, each found by a search of its own. Whether its owner is here is not looked at.
     *
     * @throws StoreProblem.Invalid naming the parameter that cannot be honoured for all of the types
     */
    public SearchPage search(TypesQuery query) {
        TypesReader reader = parts.compartments();
        return reader.read(scope, query, store.query(connection -> reader.present(connection, query)), this::search);
    }

    /**
     * A page of a patient's resources, and what these refer to. Whether there is such a patient is not looked at.
     *
     * @throws StoreProblem.Invalid naming the part of the question that makes no sense
     */
    public SearchPage everything(EverythingQuery query) {
        return store.query(connection -> parts.everything().read(connection, scope, query));
    }

    /**
     * The profiles, tags and security labels that resources of these types have.
     *
     * @throws StoreProblem.Invalid where there are too many for one answer
     */
    public Meta labels(Collection<String> types) {
        return store.query(connection -> parts.labels().inUse(connection, scope, types));
    }

    /**
     * Of these resources, those of which a caller who sees the patient may learn from what the server itself makes of them: all
     * but what directives withhold and labels hide.
     *
     * @param ids of resources of the type
     */
    public Set<String> told(String patient, String type, Collection<String> ids) {
        return scope.hidesSome() && !ids.isEmpty()
                ? store.query(connection -> parts.reader()
                        .present(connection, scope.ofTold(PatientCompartment.PATIENT, patient, type), type, ids))
                : Set.copyOf(ids);
    }

    /** What the caller learns of what the server makes of resources that it hands in, whatever it may read. */
    public ToldView handingIn(String type) {
        return new ToldView(store, parts, rights, type);
    }

    /** Of resources of a type those that may be read, and are not deleted. */
    public Set<String> seen(String type, Collection<String> ids) {
        return ids.isEmpty()
                ? Set.of()
                : store.query(connection -> parts.reader().present(connection, scope, type, ids));
    }

    /**
     * For answers that tell of all that a patient has of a type: to be open for some patient, or by criteria, is too little.
     *
     * @throws StoreProblem.Denied where none of the grants is of all that this patient may have of it
     */
    public void requireReach(String type, String patient) {
        if (!store.query(connection -> parts.scopes().reaches(connection, scope.ofWholeTypes(), type, patient))) {
            throw StoreProblem.Denied.toRead(type, patient);
        }
    }

    /** Whether directives or labels may keep something from this caller: not whether any does. */
    public boolean hidesSome() {
        return scope.hidesSome();
    }

    /**
     * Whether directives or labels keep a resource from the caller, whatever it may read, or it is not here: for operations by
     * which somebody acts outside of the own reach.
     */
    public boolean withholds(String type, String id) {
        AccessScope tell = rights.tell();
        return tell.hidesSome()
                && store.query(connection ->
                                parts.reader().present(connection, tell.ofUnhidden(type), type, List.of(id)))
                        .isEmpty();
    }
}
