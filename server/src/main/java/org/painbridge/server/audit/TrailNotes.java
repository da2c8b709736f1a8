package org.painbridge.server.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the trail says of itself: where its chains ended at some time, and what of them is no longer kept. Only entries count that
 * prove themselves ({@link Seals}): one that anybody can write would tell that whatever was removed was taken away in time.
 */
final class TrailNotes {
    private final Map<Integer, ChainEnd> kept = new HashMap<>();
    private final Map<Integer, ChainEnd> noted = new HashMap<>();
    private final List<AuditRow> takenAway = new ArrayList<>();

    /** None: each chain is there from its first entry on, however long. */
    TrailNotes() {}

    static TrailNotes read(Connection connection, Seals seals) throws SQLException {
        return new Reader(seals).read(connection);
    }

    /** The last entry of the chain that is no longer kept; null if all are. */
    @Nullable
    ChainEnd kept(int chain) {
        return kept.get(chain);
    }

    /** The last end of the chain that was noted; null if none. */
    @Nullable
    ChainEnd noted(int chain) {
        return noted.get(chain);
    }

    /** Whether that is the noted end of its chain, or lies before it. */
    boolean notes(ChainEnd end) {
        ChainEnd until = noted(end.chain());
        return until != null && (end.link() < until.link() || end.equals(until));
    }

    Set<Integer> notedChains() {
        return Set.copyOf(noted.keySet());
    }

    /** Which entries took away what is younger than that. */
    void reportTakenAway(Instant youngest, AuditReport report) {
        takenAway.stream()
                .filter(row -> Retention.until(row).filter(youngest::isBefore).isPresent())
                .forEach(row -> report.add("AuditEvent/" + row.place().id()
                        + " took away what painbridge.audit.keep-for says is kept: entries until "
                        + Retention.until(row).orElseThrow()));
    }

    void take(AuditRow row) {
        if (row.kind().equals(AuditEntry.RETENTION)) {
            takenAway.add(row);
        }
        Map<Integer, ChainEnd> into = row.kind().equals(AuditEntry.RETENTION) ? kept : noted;
        ChainEnd.parse(row.query()).forEach(end -> into.merge(end.chain(), end, ChainEnd::later));
    }

    /** Reads once along the whole trail. */
    private static final class Reader {
        private final Seals seals;
        private final TrailNotes notes = new TrailNotes();
        /** Of each chain. */
        private final Map<Integer, ChainEnd> last = new HashMap<>();
        /** What entries say, whoever wrote them. */
        private final Retention said = new Retention();
        /** Entries the one before which is no longer there: what they say may tell its hash. */
        private final List<AuditRow> open = new ArrayList<>();

        Reader(Seals seals) {
            this.seals = seals;
        }

        TrailNotes read(Connection connection) throws SQLException {
            AuditTable.inOrderOfTime(connection, this::step);
            open.stream()
                    .filter(row -> said.before(row).stream().anyMatch(before -> seals.hold(row, before)))
                    .forEach(notes::take);
            return notes;
        }

        private void step(AuditRow row) {
            ChainEnd before = last.put(row.place().chain(), ChainEnd.of(row));
            if (!AuditKinds.isOfTrail(row.kind())) {
                return;
            }
            said.take(row);
            if (before != null && before.link() == row.place().link() - 1) {
                takeIfProved(row, before.hashBytes());
            } else if (row.place().link() == 1) {
                takeIfProved(row, ChainHash.START);
            } else {
                open.add(row);
            }
        }

        private void takeIfProved(AuditRow row, byte[] before) {
            if (seals.hold(row, before)) {
                notes.take(row);
            }
        }
    }
}
