package org.painbridge.server.audit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What chains are made with. Where there are keys, only what was made with one proves itself: anybody can make the rest.
 */
final class Seals {
    private final List<ChainHash> all;

    /** @param keyed the first makes new chains; if there is none, they are made without a key */
    Seals(List<ChainHash> keyed) {
        this.all = Stream.concat(keyed.stream(), Stream.of(ChainHash.unkeyed())).toList();
    }

    ChainHash forNew() {
        return all.getFirst();
    }

    boolean keyed() {
        return forNew().isKeyed();
    }

    /** Whether what was made with it proves itself. */
    boolean count(ChainHash hash) {
        return hash.isKeyed() == keyed();
    }

    /** What the row was made with; empty if with nothing that is known here. */
    Optional<ChainHash> of(AuditRow row, byte[] before) {
        return all.stream().filter(hash -> hash.fits(row, before)).findFirst();
    }

    /** Whether the row proves itself. */
    boolean hold(AuditRow row, byte[] before) {
        return all.stream().anyMatch(hash -> count(hash) && hash.fits(row, before));
    }
}
