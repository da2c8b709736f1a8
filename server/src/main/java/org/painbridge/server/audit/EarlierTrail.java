package org.painbridge.server.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What was written before there was a key. The first start with one notes where all its chains end, and where they begin, in a chain of
 * its own; from then on nobody can change it without the key. That happens once: else it would take whatever somebody adds.
 */
final class EarlierTrail {
    /** In front of the ends that are noted so, with the moment. */
    private static final Pattern SINCE = Pattern.compile("^all since ([0-9TZ:.-]{1,30}) ");

    private static final String FIRST = "e.kind = '" + AuditEntry.CHECKPOINT + "' and e.link = 1 order by e.at";
    /** In which the nodes get the key, one after the other. */
    private static final Duration OTHER_NODES_FOLLOW = Duration.ofHours(1);

    private static final int ENDS_AN_ENTRY = 5000;

    private final Seals seals;
    private final Map<Integer, AuditRow> last = new HashMap<>();
    /** Chains of which it is known with what they were made. */
    private final Set<Integer> known = new HashSet<>();

    private final Set<Integer> unkeyed = new HashSet<>();
    private final Map<Integer, ChainEnd> kept = new HashMap<>();
    private Retention said = new Retention();

    private EarlierTrail(Seals seals) {
        this.seals = seals;
    }

    /** What is to be noted at a start; empty where that is done. */
    static List<AuditEntry> toNote(Connection connection, Seals seals, Instant now) throws SQLException {
        Optional<Instant> last = lastLook(connection, seals);
        return last.filter(now::isAfter).isPresent()
                ? List.of()
                : toNote(connection, seals, last.orElse(now.plus(OTHER_NODES_FOLLOW)), Long.MAX_VALUE);
    }

    /** What is to be noted when the hour is over, by whoever began within it: what other nodes wrote meanwhile. */
    static List<AuditEntry> toNoteAtLast(Connection connection, Seals seals) throws SQLException {
        Optional<Instant> last = lastLook(connection, seals);
        return last.isEmpty()
                ? List.of()
                : toNote(connection, seals, last.get(), last.get().toEpochMilli());
    }

    /** When the other nodes have the key, too; empty where nothing was noted yet. */
    static Optional<Instant> lastLook(Connection connection, Seals seals) throws SQLException {
        return since(connection, seals, Long.MAX_VALUE).map(since -> since.plus(OTHER_NODES_FOLLOW));
    }

    private static List<AuditEntry> toNote(Connection connection, Seals seals, Instant last, long until)
            throws SQLException {
        EarlierTrail trail = new EarlierTrail(seals);
        trail.said = Retention.read(connection);
        AuditTable.between(connection, Long.MIN_VALUE, until, trail::step);
        return trail.entries(last.minus(OTHER_NODES_FOLLOW));
    }

    /** What is to be noted again when entries from before that moment are taken away: that it is done. */
    static List<AuditEntry> toKeep(Connection connection, Seals seals, long until) throws SQLException {
        return since(connection, seals, until)
                .map(since -> List.of(AuditEntry.ofTrail(AuditEntry.CHECKPOINT, text(since, List.of()))))
                .orElse(List.of());
    }

    /** What was noted so. */
    static TrailNotes noted(Connection connection, Seals seals) throws SQLException {
        TrailNotes notes = new TrailNotes();
        for (AuditRow first : firsts(connection, seals)) {
            List<AuditRow> rows = new ArrayList<>();
            AuditTable.each(
                    connection,
                    "e.at = ? and e.chain = ? order by e.link",
                    rows::add,
                    first.place().at(),
                    first.place().chain());
            byte[] before = ChainHash.START;
            for (AuditRow row : rows) {
                if (seals.hold(row, before) && since(row).isPresent()) {
                    notes.take(row);
                }
                before = row.hash();
            }
        }
        return notes;
    }

    /** From when on only what has a key counts, as entries from before that other moment say. */
    private static Optional<Instant> since(Connection connection, Seals seals, long until) throws SQLException {
        return firsts(connection, seals).stream()
                .filter(row -> row.place().at() < until)
                .flatMap(row -> since(row).stream())
                .min(Comparator.naturalOrder());
    }

    private static List<AuditRow> firsts(Connection connection, Seals seals) throws SQLException {
        List<AuditRow> rows = new ArrayList<>();
        AuditTable.each(connection, FIRST, row -> {
            if (seals.hold(row, ChainHash.START) && since(row).isPresent()) {
                rows.add(row);
            }
        });
        return rows;
    }

    private static Optional<Instant> since(AuditRow row) {
        return Retention.moment(SINCE, row);
    }

    private void step(AuditRow row) {
        int chain = row.place().chain();
        AuditRow before = last.put(chain, row);
        if (known.contains(chain)) {
            return;
        }
        if (row.place().link() == 1) {
            decide(row, ChainHash.START);
        } else if (before != null && before.place().link() == row.place().link() - 1) {
            decide(row, before.hash());
        } else {
            for (byte[] hash : said.before(row)) {
                if (decide(row, hash)) {
                    kept.put(chain, ChainEnd.before(row, hash));
                }
            }
        }
    }

    /** Whether it was made without a key. */
    private boolean decide(AuditRow row, byte[] before) {
        ChainHash made = seals.of(row, before).orElse(null);
        if (made == null) {
            return false;
        }
        known.add(row.place().chain());
        if (!made.isKeyed()) {
            unkeyed.add(row.place().chain());
        }
        return !made.isKeyed();
    }

    private List<AuditEntry> entries(Instant since) {
        List<ChainEnd> ends = last.values().stream()
                .filter(row -> unkeyed.contains(row.place().chain()))
                .map(ChainEnd::of)
                .toList();
        List<AuditEntry> entries = new ArrayList<>();
        entries.add(AuditEntry.ofTrail(AuditEntry.CHECKPOINT, text(since, List.of())));
        add(entries, AuditEntry.CHECKPOINT, since, ends);
        add(entries, AuditEntry.RETENTION, since, List.copyOf(kept.values()));
        return entries;
    }

    private static void add(List<AuditEntry> entries, String kind, Instant since, List<ChainEnd> ends) {
        for (int from = 0; from < ends.size(); from += ENDS_AN_ENTRY) {
            List<ChainEnd> some = ends.subList(from, Math.min(ends.size(), from + ENDS_AN_ENTRY));
            entries.add(AuditEntry.ofTrail(kind, text(since, some)));
        }
    }

    private static String text(Instant since, List<ChainEnd> ends) {
        return "all since " + since + " " + ChainEnd.text(ends);
    }
}
