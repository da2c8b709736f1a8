package org.painbridge.server.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What entries of kind {@code retention} say of chains that have lost their beginning, whoever wrote them. Whether it is so, shows: the
 * hash of an entry that is no longer there must be the one that the entry behind it was made with.
 */
final class Retention {
    private static final Pattern UNTIL = Pattern.compile("^until ([0-9TZ:.-]{1,30}) ");

    private final Map<Integer, List<ChainEnd>> said = new HashMap<>();

    static Retention read(Connection connection) throws SQLException {
        Retention all = new Retention();
        AuditTable.each(connection, "e.kind = '" + AuditEntry.RETENTION + "' order by e.at", all::take);
        return all;
    }

    static AuditEntry entry(Instant until, Collection<ChainEnd> ends) {
        return AuditEntry.ofTrail(AuditEntry.RETENTION, "until " + until + " " + ChainEnd.text(ends));
    }

    /** What is older than that was taken away; empty where the entry does not say. */
    static Optional<Instant> until(AuditRow row) {
        return moment(UNTIL, row);
    }

    /** What is the first group of the pattern in the text of an entry; empty where it is no moment: anybody may have written it. */
    static Optional<Instant> moment(Pattern pattern, AuditRow row) {
        Matcher found = pattern.matcher(row.query() == null ? "" : row.query());
        if (!found.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(found.group(1)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    void take(AuditRow row) {
        if (row.kind().equals(AuditEntry.RETENTION)) {
            ChainEnd.parse(row.query()).forEach(end -> said.merge(end.chain(), List.of(end), Retention::together));
        }
    }

    /** What is said of the one before that row. */
    List<byte[]> before(AuditRow row) {
        return said.getOrDefault(row.place().chain(), List.of()).stream()
                .filter(end -> end.link() == row.place().link() - 1)
                .map(ChainEnd::hashBytes)
                .toList();
    }

    private static List<ChainEnd> together(List<ChainEnd> some, List<ChainEnd> more) {
        return Stream.concat(some.stream(), more.stream()).distinct().toList();
    }
}
