package org.painbridge.server.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The last row of each chain in some time, with the one before it. */
final class LastRows {
    private final Map<Integer, AuditRow> last = new HashMap<>();
    private final Map<Integer, AuditRow> before = new HashMap<>();

    private LastRows() {}

    /** @param since milliseconds since 1970, as {@code until}, which is not in that time */
    static LastRows between(Connection connection, long since, long until) throws SQLException {
        LastRows rows = new LastRows();
        AuditTable.between(connection, since, until, rows::take);
        return rows;
    }

    List<ChainEnd> ends() {
        return last.values().stream().map(ChainEnd::of).toList();
    }

    /** Of chains whose last row proves itself. */
    List<ChainEnd> proved(Seals seals, Retention said) {
        return last.values().stream()
                .filter(row -> hashesBefore(row, said).anyMatch(hash -> seals.hold(row, hash)))
                .map(ChainEnd::of)
                .toList();
    }

    private Stream<byte[]> hashesBefore(AuditRow row, Retention said) {
        if (row.place().link() == 1) {
            return Stream.of(ChainHash.START);
        }
        Optional<AuditRow> there = Optional.ofNullable(before.get(row.place().chain()))
                .filter(found -> found.place().link() == row.place().link() - 1);
        return there.map(found -> Stream.of(found.hash())).orElseGet(() -> said.before(row).stream());
    }

    private void take(AuditRow row) {
        AuditRow earlier = last.put(row.place().chain(), row);
        if (earlier != null) {
            before.put(row.place().chain(), earlier);
        }
    }
}
