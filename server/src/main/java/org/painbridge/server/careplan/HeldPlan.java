package org.painbridge.server.careplan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.StoredRef;
import org.painbridge.careplan.fhir.PlainWrite;
import org.painbridge.careplan.fhir.PlanSource;
import org.painbridge.server.store.ExposedTypes;
import org.painbridge.server.store.ScopedTransaction;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.StoredResource;
import org.painbridge.server.store.UncheckedSqlException;

/** Reads the parts of a plan inside the transaction of an operation, and holds them until it ends. */
final class HeldPlan implements PlanSource {
    /** Resources to ask for in one search. */
    private static final int CHUNK = 25;

    private static final String FIRST = "/_history/1";

    private final StoreTransaction transaction;
    private final @Nullable ScopedTransaction caller;
    /** By {@code Type/id}; empty for what is not there. */
    private final Map<String, Optional<Resource>> looked = new HashMap<>();

    HeldPlan(StoreTransaction transaction) {
        this(transaction, null);
    }

    /** @param view of who asks for the operation; null where nobody does */
    HeldPlan(StoreTransaction transaction, @Nullable StoreView view) {
        this.transaction = transaction;
        this.caller = view == null ? null : view.within(transaction);
    }

    /** What the caller may read. */
    @Override
    public Optional<Resource> told(String reference) {
        Optional<Resource> found = look(reference);
        try {
            return caller == null
                            || found.isPresent()
                                    && StoredDirectory.isSeen(
                                            caller,
                                            new StoredRef(
                                                    found.get().fhirType(),
                                                    found.get().getIdElement().getIdPart()))
                    ? found
                    : Optional.empty();
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    @Override
    public Optional<Resource> read(String reference) {
        String type = reference.substring(0, Math.max(0, reference.indexOf('/')));
        if (!ExposedTypes.NAMES.contains(type)) {
            return Optional.empty();
        }
        try {
            return transaction
                    .readToChange(type, reference.substring(type.length() + 1))
                    .filter(stored -> !stored.deleted())
                    .map(transaction::parse);
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    /** Without holding it, once: others share it, so it must not be changed. */
    @Override
    public Optional<Resource> look(String reference) {
        if (!ExposedTypes.NAMES.contains(reference.substring(0, Math.max(0, reference.indexOf('/'))))) {
            return Optional.empty();
        }
        lookAll(List.of(reference));
        return Objects.requireNonNull(looked.get(reference));
    }

    /** As {@link #look}, by one message to the database. */
    void lookAll(Collection<String> references) {
        List<String> fresh = references.stream()
                .distinct()
                .filter(reference -> !looked.containsKey(reference))
                .toList();
        try {
            Map<String, Resource> found = fresh.isEmpty() ? Map.of() : transaction.look(fresh);
            fresh.forEach(reference -> looked.put(reference, Optional.ofNullable(found.get(reference))));
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    @Override
    public Optional<Resource> version(String reference, int version) {
        int slash = reference.indexOf('/');
        try {
            return transaction
                    .version(reference.substring(0, slash), reference.substring(slash + 1), version)
                    .filter(stored -> !stored.deleted())
                    .map(transaction::parse);
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    @Override
    public Optional<String> author(String reference, int version) {
        return provenances(reference)
                .filter(told -> hasTarget(told, reference + "/_history/" + version))
                .findFirst()
                .map(told -> told.getAgentFirstRep().getWho().getReference());
    }

    @Override
    public boolean brought(String reference, String plan) {
        return provenances(reference)
                .filter(PlainWrite::tellsOfChanges)
                .anyMatch(told -> hasTarget(told, reference + FIRST)
                        && told.getTarget().stream()
                                .anyMatch(target ->
                                        String.valueOf(target.getReference()).startsWith(plan + "/_history/")));
    }

    @Override
    public Set<String> brought(String plan) {
        return provenances(plan)
                .filter(PlainWrite::tellsOfChanges)
                .flatMap(told -> told.getTarget().stream())
                .map(target -> String.valueOf(target.getReference()))
                .filter(target -> target.endsWith(FIRST))
                .map(target -> target.substring(0, target.length() - FIRST.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The newest first. */
    private Stream<Provenance> provenances(String reference) {
        SearchQuery query = SearchQuery.of("Provenance")
                .where("target", reference)
                .where("_sort", "-_lastUpdated")
                .where("_count", "1000");
        try {
            return transaction.searchAll(query).stream().map(stored -> transaction.parse(Provenance.class, stored));
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    private static boolean hasTarget(Provenance provenance, String target) {
        return provenance.getTarget().stream().anyMatch(each -> target.equals(each.getReference()));
    }

    @Override
    public List<Task> tasks(Collection<String> focuses) {
        List<String> all = List.copyOf(focuses);
        List<Task> found = new ArrayList<>();
        for (int from = 0; from < all.size(); from += CHUNK) {
            found.addAll(chunk(all.subList(from, Math.min(from + CHUNK, all.size()))));
        }
        return found;
    }

    private List<Task> chunk(List<String> focuses) {
        try {
            SearchQuery query = SearchQuery.of("Task")
                    .where("focus", String.join(",", focuses))
                    .where("_sort", "_id")
                    .where("_count", "1000");
            List<StoredResource> found = transaction.searchAll(query);
            transaction.hold(found.stream().map(StoredResource::reference).toList());
            List<Task> tasks = new ArrayList<>();
            for (StoredResource task : found) {
                read(task.reference()).ifPresent(resource -> tasks.add((Task) resource));
            }
            return tasks;
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }
}
