package org.painbridge.server.audit;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.TransactionEnd.Outcome;

/**
 * The chains of this process: as many as transactions commit at once. Each is held by one transaction at a time, so that none
 * waits for another, and every row has its hash from the moment it is committed.
 */
final class Chains {
    private final ChainHash hash;
    private final Deque<Chain> free = new ArrayDeque<>();
    /** All that have rows, those too that are left. */
    private final List<Chain> begun = new ArrayList<>();

    Chains(ChainHash hash) {
        this.hash = hash;
    }

    /**
     * Adds the entries to the transaction: the last thing that happens in it.
     *
     * @return the last of the rows, once it is committed
     */
    ChainEnd append(StoreTransaction transaction, Collection<AuditEntry> entries) throws SQLException {
        return append(transaction, take(transaction), entries);
    }

    /** The same as the first of a new chain. */
    ChainEnd begin(StoreTransaction transaction, Collection<AuditEntry> entries) throws SQLException {
        return append(transaction, new Chain(number(transaction), hash), entries);
    }

    private ChainEnd append(StoreTransaction transaction, Chain chain, Collection<AuditEntry> entries) {
        List<AuditRow> rows = chain.next(entries, transaction.now().toEpochMilli());
        AuditTable.insert(transaction, rows);
        transaction.end().tell(outcome -> ended(chain, rows.getLast(), outcome));
        return ChainEnd.of(rows.getLast());
    }

    /** Where all chains of this process end. */
    synchronized List<ChainEnd> ends() {
        return begun.stream().map(Chain::end).toList();
    }

    private Chain take(StoreTransaction transaction) throws SQLException {
        Chain chain;
        synchronized (this) {
            chain = free.poll();
        }
        return chain == null ? new Chain(number(transaction), hash) : chain;
    }

    private static int number(StoreTransaction transaction) throws SQLException {
        try (PreparedStatement statement =
                        transaction.connection().prepareStatement("select nextval('audit_chain_seq')");
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /**
     * A chain whose last row may or may not be there is left. So is one without rows: PostgreSQL may give its number out again
     * after a crash, as no commit wrote it to the disk.
     */
    private synchronized void ended(Chain chain, AuditRow row, Outcome outcome) {
        boolean fresh = chain.isFresh();
        if (outcome == Outcome.COMMITTED) {
            chain.advance(row);
            if (fresh) {
                begun.add(chain);
            }
        }
        if (outcome == Outcome.COMMITTED || (outcome == Outcome.ROLLED_BACK && !fresh)) {
            free.push(chain);
        }
    }
}
