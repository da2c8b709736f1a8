package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the index rows of stored resources to what this build reads out of them, while others read and write: needed
 * after an upgrade that added search parameters. Rows that are right already are not touched.
 */
public final class Reindexer {
    private static final Logger LOG = LoggerFactory.getLogger(Reindexer.class);
    private static final int FAILURES_NAMED = 100;

    private final FhirStore store;
    private final ResourceCodec codec;
    private final SearchIndexer indexer;
    private final List<StatedRows> stated;
    private final List<DerivedRows> derived;
    private final ReentrantLock running = new ReentrantLock();

    Reindexer(
            FhirStore store,
            ResourceCodec codec,
            SearchIndexer indexer,
            List<StatedRows> stated,
            List<DerivedRows> derived) {
        this.derived = List.copyOf(derived);
        this.store = store;
        this.codec = codec;
        this.indexer = indexer;
        this.stated = List.copyOf(stated);
    }

    /**
     * @param examined resources looked at
     * @param rewritten those whose rows were replaced
     * @param overtaken those that changed meanwhile: whoever wrote them has indexed them
     * @param failed those whose content this build cannot read; their rows stay as they were
     * @param failures the first hundred of these, as {@code Type/id}
     */
    public record Counts(long examined, long rewritten, long overtaken, long failed, List<String> failures) {}

    private record Due(ResourceScan.Found found, IndexRows rows) {}

    /**
     * Goes through all resources of these types, a hundred in a transaction.
     *
     * @throws StoreProblem.Conflict if it runs already
     */
    public Counts run(Collection<String> types) {
        if (!running.tryLock()) {
            throw new StoreProblem.Conflict("A $reindex is running: wait until it has ended");
        }
        try {
            Run run = new Run();
            types.forEach(run::type);
            LOG.info("Reindexed {}: {}", types.size() == 1 ? types : types.size() + " types", run.counts());
            return run.counts();
        } finally {
            running.unlock();
        }
    }

    private final class Run {
        private final List<String> failures = new ArrayList<>();
        private long examined;
        private long rewritten;
        private long overtaken;
        private long failed;

        Counts counts() {
            return new Counts(examined, rewritten, overtaken, failed, List.copyOf(failures));
        }

        void type(String type) {
            List<ResourceScan.Found> page = page(type, Long.MIN_VALUE);
            while (!page.isEmpty()) {
                List<Due> changes = new ArrayList<>();
                List<ResourceScan.Found> readable =
                        page.stream().filter(found -> compare(found, changes)).toList();
                if (!changes.isEmpty()) {
                    int done = store.write(transaction -> rewrite(transaction.connection(), type, changes));
                    rewritten += done;
                    overtaken += changes.size() - done;
                }
                for (StatedRows rows : stated) {
                    if (rows.areOf(type)) {
                        state(rows, readable);
                    }
                }
                for (DerivedRows rows : derived) {
                    if (rows.areOf(type)) {
                        derive(rows, readable);
                    }
                }
                page = page(type, page.getLast().resId());
            }
        }

        private List<ResourceScan.Found> page(String type, long after) {
            return store.query(connection -> ResourceScan.page(connection, type, after));
        }

        private void state(StatedRows rows, List<ResourceScan.Found> resources) {
            store.write(transaction -> {
                for (ResourceScan.Found found : resources) {
                    rows.state(
                            transaction, found.stored().type(), found.stored().id());
                }
                return resources.size();
            });
        }

        private void derive(DerivedRows rows, List<ResourceScan.Found> resources) {
            List<String> ids =
                    resources.stream().map(found -> found.stored().id()).toList();
            if (!ids.isEmpty()) {
                store.write(transaction -> {
                    rows.rebuild(transaction, ids);
                    return ids.size();
                });
            }
        }

        /** Whether this build can read it. */
        private boolean compare(ResourceScan.Found found, List<Due> changes) {
            examined++;
            try {
                IndexRows rows =
                        found.stored().deleted() ? new IndexRows() : indexer.rows(codec.decode(found.stored()));
                if (!IndexDifference.between(rows, found).none()) {
                    changes.add(new Due(found, rows));
                }
                return true;
            } catch (RuntimeException e) { // One that cannot be read must not keep the others from their rows.
                failed++;
                if (failures.size() < FAILURES_NAMED) {
                    failures.add(found.stored().reference());
                }
                return false;
            }
        }
    }

    /** Returns how many were still the version that was read. */
    private static int rewrite(Connection connection, String type, List<Due> changes) throws SQLException {
        Map<Long, Integer> versions = lock(connection, type, changes);
        PendingWrites rows = new PendingWrites();
        List<Long> unchanged = new ArrayList<>();
        for (Due change : changes) {
            long resId = change.found().resId();
            if (Integer.valueOf(change.found().stored().version()).equals(versions.get(resId))) {
                unchanged.add(resId);
                rows.index(resId, change.rows());
            }
        }
        if (!unchanged.isEmpty()) {
            delete(connection, "delete from fhir_text", unchanged);
            delete(connection, "delete from fhir_range", unchanged);
            delete(connection, "delete from fhir_element_text", unchanged);
            delete(connection, "delete from fhir_element_range", unchanged);
            rows.flush(connection);
        }
        return unchanged.size();
    }

    /** In the order in which bundles lock what they write, so that neither waits for the other in a circle. */
    private static Map<Long, Integer> lock(Connection connection, String type, List<Due> changes) throws SQLException {
        Sql sql = ResourceScan.ofResources(
                        "select res_id, version from fhir_resource",
                        changes.stream().map(change -> change.found().resId()).toList())
                .add(" and type_id = ? order by fhir_id for update", NameIds.of(type));
        Map<Long, Integer> versions = new HashMap<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                versions.put(rows.getLong(1), rows.getInt(2));
            }
        }
        return versions;
    }

    private static void delete(Connection connection, String statement, List<Long> resIds) throws SQLException {
        try (PreparedStatement delete =
                ResourceScan.ofResources(statement, resIds).prepare(connection)) {
            delete.executeUpdate();
        }
    }
}
