package org.painbridge.server.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.audit.AuditRow.Place;

/** The end of one chain of rows. Whoever holds it is the only one to add to it. */
final class Chain {
    private final int number;
    private final ChainHash hash;
    private long at;
    private long link;
    private byte[] last = ChainHash.START;

    Chain(int number, ChainHash hash) {
        this.number = number;
        this.hash = hash;
    }

    boolean isFresh() {
        return link == 0;
    }

    ChainEnd end() {
        return new ChainEnd(number, link, HexFormat.of().formatHex(last));
    }

    /**
     * The entries as the next rows, one for each patient, which it does not count before {@link #advance}.
     *
     * @param now milliseconds since 1970; where the clock was set back, the time of the last row stays
     */
    List<AuditRow> next(Collection<AuditEntry> entries, long now) {
        List<AuditRow> rows = new ArrayList<>(entries.size());
        for (AuditEntry entry : entries) {
            if (entry.patients().isEmpty()) {
                rows.add(next(entry, null, now, rows));
            }
            entry.patients().forEach(patient -> rows.add(next(entry, patient, now, rows)));
        }
        return rows;
    }

    private AuditRow next(AuditEntry entry, @Nullable String patient, long now, List<AuditRow> before) {
        Place place = new Place(Math.max(now, at), number, link + before.size() + 1);
        return AuditRow.of(
                entry,
                patient,
                place,
                hash,
                before.isEmpty() ? last : before.getLast().hash());
    }

    void advance(AuditRow row) {
        at = row.place().at();
        link = row.place().link();
        last = row.hash();
    }
}
