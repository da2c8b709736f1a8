package org.painbridge.server.store;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How a transaction ends, and who is waiting for that. */
public final class TransactionEnd {
    /** What became of a transaction. */
    public enum Outcome {
        COMMITTED,
        /** Nothing of it stays. */
        ROLLED_BACK,
        /** The connection was lost in the midst of it. */
        UNKNOWN
    }

    private final OpenWrites openWrites;
    private final Object open;
    private final List<Runnable> unlocks = new ArrayList<>();
    private final List<Consumer<Outcome>> waiting = new ArrayList<>();
    private Outcome outcome = Outcome.ROLLED_BACK;

    TransactionEnd(OpenWrites openWrites, Clock clock) {
        this.openWrites = openWrites;
        this.open = openWrites.begin(clock);
    }

    /** Told once, behind the commit or rollback; must not fail. */
    public void tell(Consumer<Outcome> told) {
        waiting.add(told);
    }

    void unlock(Runnable unlock) {
        unlocks.add(unlock);
    }

    boolean othersWriteUntil(long moment) {
        return openWrites.anyUntil(moment, open);
    }

    void committed() {
        outcome = Outcome.COMMITTED;
    }

    void lost() {
        outcome = Outcome.UNKNOWN;
    }

    void reached() {
        waiting.forEach(told -> told.accept(outcome));
        waiting.clear();
        openWrites.end(open);
        unlocks.reversed().forEach(Runnable::run);
        unlocks.clear();
    }
}
