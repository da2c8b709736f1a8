package org.painbridge.server.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Walks all chains of the trail at once, in the order of time, and says what was changed, removed or inserted. Memory grows
 * with the number of chains only.
 */
public final class AuditVerifier {
    private static final int ROWS_A_FETCH = 1000;
    private static final String OF_TRAIL = "select query, kind from audit_event where kind in ('"
            + AuditEntry.CHECKPOINT + "', '" + AuditEntry.RETENTION + "') order by at, chain, link";

    private final DataSource dataSource;
    private final List<ChainHash> hashes;

    AuditVerifier(DataSource dataSource, List<ChainHash> hashes) {
        this.dataSource = dataSource;
        this.hashes = List.copyOf(hashes);
    }

    /** Of one moment, while others may go on writing. */
    public AuditReport run() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            int isolation = connection.getTransactionIsolation();
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return walk(connection);
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(isolation);
                connection.setAutoCommit(true);
            }
        }
    }

    private AuditReport walk(Connection connection) throws SQLException {
        Map<Integer, ChainEnd> kept = new HashMap<>(); // What is no longer there ends here.
        Map<Integer, ChainEnd> noted = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(OF_TRAIL)) {
            statement.setFetchSize(ROWS_A_FETCH);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Map<Integer, ChainEnd> into = rows.getString(2).equals(AuditEntry.RETENTION) ? kept : noted;
                    for (ChainEnd end : ChainEnd.parse(String.valueOf(rows.getString(1)))) {
                        into.merge(end.chain(), end, (one, other) -> one.link() >= other.link() ? one : other);
                    }
                }
            }
        }
        AuditReport report = new AuditReport();
        Map<Integer, ChainWalk> walks = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select " + AuditTable.COLUMNS + " from audit_event e order by e.at, e.chain, e.link")) {
            statement.setFetchSize(ROWS_A_FETCH);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    AuditRow row = AuditTable.row(rows);
                    int chain = row.place().chain();
                    walks.computeIfAbsent(
                                    chain, key -> new ChainWalk(key, hashes, kept.get(key), noted.get(key), report))
                            .step(row);
                }
            }
        }
        noted.keySet()
                .forEach(chain -> walks.computeIfAbsent(
                        chain, key -> new ChainWalk(key, hashes, kept.get(key), noted.get(key), report)));
        walks.values().forEach(ChainWalk::end);
        report.chains(walks.size());
        return report;
    }
}
