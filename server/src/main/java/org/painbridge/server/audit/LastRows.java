package org.painbridge.server.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.painbridge.server.audit.AuditRow.Place;

/** The last row of each chain in some time, with the one before it. */
final class LastRows {
    private final Map<Integer, AuditRow> last = new HashMap<>();
    private final Map<Integer, AuditRow> before = new HashMap<>();

    private LastRows() {}

    /** @param since milliseconds since 1970 */
    static LastRows since(Connection connection, long since) throws SQLException {
        LastRows rows = new LastRows();
        AuditTable.between(connection, since, Long.MAX_VALUE, rows::take);
        rows.lookBack(connection, since);
        return rows;
    }

    /** @param left chains that are not looked at */
    static LastRows before(Connection connection, long until, Set<Integer> left) throws SQLException {
        LastRows rows = new LastRows();
        AuditTable.each(
                connection, "e.at < ? and " + notOf(left) + " order by e.at, e.chain, e.link", rows::take, until);
        return rows;
    }

    /** SQL: rows {@code e} of other chains. */
    static String notOf(Set<Integer> chains) {
        return chains.isEmpty()
                ? "true"
                : "e.chain not in (" + chains.stream().map(String::valueOf).collect(Collectors.joining(",")) + ")";
    }

    /** For rows the one before which is older than that time. */
    private void lookBack(Connection connection, long since) throws SQLException {
        for (AuditRow row : last.values()) {
            Place place = row.place();
            if (place.link() > 1 && rowBefore(row).isEmpty()) {
                AuditTable.each(
                        connection,
                        "e.chain = ? and e.link = ? and e.at < ? order by e.at desc fetch first row only",
                        found -> before.put(place.chain(), found),
                        place.chain(),
                        place.link() - 1,
                        since);
            }
        }
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

    /** Of chains whose last row is as it was written: it proves itself, or its chain was noted when there was no key yet. */
    List<ChainEnd> asWritten(Connection connection, Seals seals) throws SQLException {
        Retention said = Retention.read(connection);
        TrailNotes earlier = EarlierTrail.noted(connection, seals);
        List<ChainEnd> ends = new ArrayList<>(proved(seals, said));
        Set<ChainEnd> proved = Set.copyOf(ends);
        for (AuditRow row : last.values()) {
            ChainEnd end = ChainEnd.of(row);
            if (!proved.contains(end)
                    && earlier.notes(end)
                    && hashesBefore(row, said)
                            .anyMatch(hash -> seals.of(row, hash).isPresent())
                    && (end.equals(earlier.noted(end.chain())) || isFollowed(connection, row, seals))) {
                ends.add(end);
            }
        }
        return ends;
    }

    /** Whoever changes a row that has no key can give it the hash of what it is now, but not without changing the next. */
    private static boolean isFollowed(Connection connection, AuditRow row, Seals seals) throws SQLException {
        List<AuditRow> next = new ArrayList<>();
        AuditTable.each(
                connection,
                "e.chain = ? and e.link = ? and e.at >= ? order by e.at fetch first row only",
                next::add,
                row.place().chain(),
                row.place().link() + 1,
                row.place().at());
        return next.stream().anyMatch(found -> seals.of(found, row.hash()).isPresent());
    }

    private Optional<AuditRow> rowBefore(AuditRow row) {
        return Optional.ofNullable(before.get(row.place().chain()))
                .filter(found -> found.place().link() == row.place().link() - 1);
    }

    private Stream<byte[]> hashesBefore(AuditRow row, Retention said) {
        if (row.place().link() == 1) {
            return Stream.of(ChainHash.START);
        }
        Optional<AuditRow> there = rowBefore(row);
        return there.map(found -> Stream.of(found.hash())).orElseGet(() -> said.before(row).stream());
    }

    /** By number, not by time: who sets times back must not choose which row is looked at. */
    private void take(AuditRow row) {
        int chain = row.place().chain();
        AuditRow latest = last.get(chain);
        if (latest == null) {
            last.put(chain, row);
        } else if (row.place().link() > latest.place().link()) {
            last.put(chain, row);
            before.put(chain, latest);
        } else if (row.place().link() == latest.place().link() - 1) {
            before.put(chain, row);
        }
    }
}
