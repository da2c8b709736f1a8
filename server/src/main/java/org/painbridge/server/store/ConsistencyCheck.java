package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.Resource;

/**
 * Proves that the tables of the store agree: the index rows of each resource are those that its content asks for, its
 * content says of itself what its row says, its history has no gap, and no row belongs to a resource that is not there.
 * Reads only; others may write meanwhile, as each page is looked at in one snapshot.
 */
public final class ConsistencyCheck {
    private static final List<String> TABLES =
            List.of("fhir_text", "fhir_range", "fhir_element_text", "fhir_element_range", "fhir_history");

    private final DataSource dataSource;
    private final SearchParameters parameters;
    private final ResourceCodec codec;
    private final SearchIndexer indexer;
    private final List<StatedRows> stated;
    private final Map<Integer, String> names;

    ConsistencyCheck(
            DataSource dataSource,
            SearchParameters parameters,
            ResourceCodec codec,
            SearchIndexer indexer,
            List<StatedRows> stated) {
        this.dataSource = dataSource;
        this.parameters = parameters;
        this.codec = codec;
        this.indexer = indexer;
        this.stated = List.copyOf(stated);
        this.names = parameters.names();
    }

    /** Looks at everything, however long it takes. */
    public CheckReport run() throws SQLException {
        return run(Long.MIN_VALUE);
    }

    /** @param after number of the resource behind which the look at each of them begins; rows of nobody are found whatever it is */
    CheckReport run(long after) throws SQLException {
        CheckReport report = new CheckReport();
        try (Connection connection = dataSource.getConnection()) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            for (String type : parameters.types()) {
                checkType(connection, type, after, report);
            }
            checkKnown(connection, report);
            for (String table : TABLES) {
                checkOwned(connection, table, report);
            }
            for (StatedRows rows : stated) {
                rows.checkOwned(connection, report);
            }
            connection.rollback();
        }
        return report;
    }

    private void checkType(Connection connection, String type, long begin, CheckReport report) throws SQLException {
        long after = begin;
        List<ResourceScan.Found> page = ResourceScan.page(connection, type, after);
        while (!page.isEmpty()) {
            Map<Long, PastVersions> past = PastVersions.of(connection, page);
            for (ResourceScan.Found found : page) {
                check(connection, found, past.getOrDefault(found.resId(), PastVersions.NONE), report);
            }
            connection.commit(); // The next page is a snapshot of its own.
            after = page.getLast().resId();
            page = ResourceScan.page(connection, type, after);
        }
    }

    private void check(Connection connection, ResourceScan.Found found, PastVersions past, CheckReport report)
            throws SQLException {
        StoredResource stored = found.stored();
        report.looked(1 + past.count(), found.rows());
        if (!past.leadTo(stored.version())) {
            report.add(stored.versionedReference() + ": the versions before it are not 1 to " + (stored.version() - 1));
        }
        if (past.odd() > 0) {
            report.add(stored.versionedReference() + ": earlier versions without content that are no deletes, or the"
                    + " reverse: " + past.odd());
        }
        try {
            checkContent(connection, found, report);
        } catch (RuntimeException e) { // Whatever the parser or the indexer makes of damaged content.
            report.add(stored.versionedReference() + ": its content cannot be read ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    private void checkContent(Connection connection, ResourceScan.Found found, CheckReport report) throws SQLException {
        StoredResource stored = found.stored();
        IndexRows wanted = new IndexRows();
        Resource content = stored.deleted() ? null : codec.decode(stored);
        if (content != null) {
            if (!agree(stored, content)) {
                report.add(stored.versionedReference()
                        + ": type, id, version or time of the content is not that of its row");
            }
            wanted = indexer.rows(content);
        }
        for (StatedRows rows : stated) {
            if (rows.areOf(stored.type())) {
                rows.check(connection, stored, content, report);
            }
        }
        IndexDifference difference = IndexDifference.between(wanted, found);
        if (!difference.none()) {
            report.add(stored.versionedReference() + ": index rows missing: " + named(difference.missing())
                    + "; surplus: " + named(difference.surplus()));
        }
    }

    private static boolean agree(StoredResource stored, Resource content) {
        return content.fhirType().equals(stored.type())
                && content.getIdElement().getIdPart().equals(stored.id())
                && content.getMeta().getVersionId().equals(Integer.toString(stored.version()))
                && content.getMeta().getLastUpdated().toInstant().equals(stored.updated());
    }

    /** How many of each parameter. */
    private String named(List<Integer> indexIds) {
        Map<String, Long> counts = indexIds.stream()
                .map(id -> names.getOrDefault(id, "a parameter of another build"))
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(each -> each.getValue() + " of " + each.getKey())
                        .collect(Collectors.joining(", "));
    }

    private void checkKnown(Connection connection, CheckReport report) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select type_id, count(*) from fhir_resource group by type_id")) {
            while (rows.next()) {
                if (!names.containsKey(rows.getInt(1))) {
                    report.add(rows.getLong(2) + " resources of a type that this build does not know, number "
                            + rows.getInt(1));
                }
            }
        }
    }

    private static void checkOwned(Connection connection, String table, CheckReport report) throws SQLException {
        String sql = "select res_id from " + table + " except select res_id from fhir_resource";
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                report.add("Rows of " + table + " belong to no resource, number " + rows.getLong(1));
            }
        }
    }
}
