package org.painbridge.server.audit;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a check has come in one chain. */
final class ChainWalk {
    private final int chain;
    private final List<ChainHash> hashes;
    private final @Nullable ChainEnd kept;
    private final @Nullable ChainEnd noted;
    private final AuditReport report;
    /** The one of this chain, once it is known. */
    private @Nullable ChainHash own;

    private long link;
    /** Null where the row before is missing. */
    private byte @Nullable [] before;

    /**
     * @param kept where the part of the chain ends that is no longer kept; null if all is
     * @param noted the last end that the trail itself has noted; null if none
     */
    ChainWalk(
            int chain, List<ChainHash> hashes, @Nullable ChainEnd kept, @Nullable ChainEnd noted, AuditReport report) {
        this.chain = chain;
        this.hashes = hashes;
        this.kept = kept;
        this.noted = noted;
        this.report = report;
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
            own = hashes.stream()
                    .filter(hash -> Arrays.equals(hash.of(row, last), row.hash()))
                    .findFirst()
                    .orElse(null);
            return own != null;
        }
        return Arrays.equals(own.of(row, last), row.hash());
    }
}
