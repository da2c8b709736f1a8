package org.painbridge.server.audit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How far a check has come in one chain. */
final class ChainWalk {
    private final int chain;
    private final Seals seals;
    private final @Nullable ChainEnd noted;
    private final AuditReport report;
    /** The one of this chain, once it is known. */
    private @Nullable ChainHash own;

    private boolean unsealed;
    private long link;
    /** Null where the row before is missing. */
    private byte @Nullable [] before;

    /** @param notes what the trail says of its chains */
    ChainWalk(int chain, Seals seals, TrailNotes notes, AuditReport report) {
        this.chain = chain;
        this.seals = seals;
        this.noted = notes.noted(chain);
        this.report = report;
        ChainEnd kept = notes.kept(chain);
        this.link = kept == null ? 0 : kept.link();
        this.before = kept == null ? ChainHash.START : kept.hashBytes();
    }

    void step(AuditRow row) {
        report.entry();
        long number = row.place().link();
        String id = "AuditEvent/" + row.place().id();
        if (number <= link) {
            report.add(id + " was inserted: the chain has had its number before");
            return;
        }
        if (number > link + 1) {
            report.add(missing(link + 1, number - 1) + ", before " + id);
            before = null;
        }
        if (before != null && !follows(row, before)) {
            report.add(id + " was changed, or the one before it replaced: its hash is not that of its content");
        }
        if (noted != null && noted.link() == number && !Arrays.equals(noted.hashBytes(), row.hash())) {
            report.add(id + " was replaced: a checkpoint notes another hash");
        }
        link = number;
        before = row.hash();
        reportUnsealed(id);
    }

    /** Once for each chain: where there are keys, what was made without counts up to the end that an entry with one notes. */
    private void reportUnsealed(String id) {
        if (own == null || seals.count(own) || unsealed || (noted != null && link <= noted.link())) {
            return;
        }
        unsealed = true;
        report.add(
                id + " was written without a key, and no entry with one notes it: so may be what follows in its chain");
    }

    void end() {
        if (noted != null && noted.link() > link) {
            report.add(missing(link + 1, noted.link()) + ", at its end");
        }
    }

    private String missing(long from, long until) {
        return "Chain " + chain + ": "
                + (from == until ? "entry " + from + " was" : "entries " + from + " to " + until + " were")
                + " removed";
    }

    /** A chain is made with one key; which, its first row tells. */
    private boolean follows(AuditRow row, byte[] last) {
        if (own == null) {
            own = seals.of(row, last).orElse(null);
            return own != null;
        }
        return own.fits(row, last);
    }
}
