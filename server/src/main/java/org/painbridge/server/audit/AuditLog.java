package org.painbridge.server.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.painbridge.server.store.FhirStore;

/**
 * Writes entries that no transaction of their own carries. Whoever comes while others are writing waits for the next
 * transaction, which one of those who wait makes for all: so many requests share a commit. What waits is bounded by the
 * number of requests under way, as each waits for its own.
 */
final class AuditLog {
    private static final int ROWS_A_TRANSACTION = 500;

    private enum Turn {
        WRITTEN,
        /** To write what waits, this one's own entries in front. */
        WRITE
    }

    private static final class Waiting {
        private final Collection<AuditEntry> entries;
        private final CompletableFuture<Turn> turn = new CompletableFuture<>();

        Waiting(Collection<AuditEntry> entries) {
            this.entries = entries;
        }
    }

    private final FhirStore store;
    private final Chains chains;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    /** One at a time: a second one made smaller transactions and took more of the processors (docs/audit.md). */
    private boolean writing;

    AuditLog(FhirStore store, Chains chains) {
        this.store = store;
        this.chains = chains;
    }

    /**
     * Returns when the entries are committed.
     *
     * @throws org.painbridge.server.store.StoreProblem if they cannot be, or nobody knows
     */
    void append(Collection<AuditEntry> entries) {
        Waiting own = new Waiting(entries);
        if (mustWait(own)) {
            try {
                if (own.turn.join() == Turn.WRITTEN) {
                    return;
                }
            } catch (CompletionException e) {
                throw (RuntimeException) e.getCause();
            }
        }
        write(own);
    }

    private synchronized boolean mustWait(Waiting own) {
        if (!writing) {
            writing = true;
            return false;
        }
        queue.add(own);
        return true;
    }

    private void write(Waiting own) {
        List<Waiting> together = new ArrayList<>(List.of(own));
        try {
            List<AuditEntry> entries = collect(together);
            store.write(transaction -> chains.append(transaction, entries));
        } catch (Throwable e) {
            handOver();
            together.forEach(each -> each.turn.completeExceptionally(e));
            throw e;
        }
        handOver(); // First, as the next transaction takes longer than to tell of this one.
        together.forEach(each -> each.turn.complete(Turn.WRITTEN));
    }

    private synchronized List<AuditEntry> collect(List<Waiting> together) {
        List<AuditEntry> entries = new ArrayList<>(together.getFirst().entries);
        while (!queue.isEmpty() && entries.size() < ROWS_A_TRANSACTION) {
            Waiting next = queue.remove();
            together.add(next);
            entries.addAll(next.entries);
        }
        return entries;
    }

    private synchronized void handOver() {
        Waiting next = queue.poll();
        if (next == null) {
            writing = false;
        } else {
            next.turn.complete(Turn.WRITE);
        }
    }
}
