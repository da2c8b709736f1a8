package org.painbridge.server.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Walks all chains of the trail at once, in the order of time, and says what was changed, removed or inserted. Memory grows
 * with the number of chains only.
 */
public final class AuditVerifier {
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    private final DataSource dataSource;
    private final Seals seals;
    private final Duration keepFor;
    private final Clock clock;

    AuditVerifier(DataSource dataSource, Seals seals, Duration keepFor, Clock clock) {
        this.dataSource = dataSource;
        this.seals = seals;
        this.keepFor = keepFor;
        this.clock = clock;
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
        TrailNotes notes = TrailNotes.read(connection, seals);
        AuditReport report = new AuditReport();
        notes.reportTakenAway(clock.instant().minus(keepFor).plus(CLOCKS_DIFFER), report);
        Map<Integer, ChainWalk> walks = new HashMap<>();
        AuditTable.inOrderOfTime(
                connection,
                row -> walks.computeIfAbsent(row.place().chain(), chain -> new ChainWalk(chain, seals, notes, report))
                        .step(row));
        notes.notedChains()
                .forEach(chain -> walks.computeIfAbsent(chain, key -> new ChainWalk(key, seals, notes, report)));
        walks.values().forEach(ChainWalk::end);
        report.chains(walks.size());
        return report;
    }
}
