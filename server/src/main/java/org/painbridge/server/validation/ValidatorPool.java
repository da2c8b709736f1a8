package org.painbridge.server.validation;

import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Things that are dear to make and serve one thread at a time: kept, made when needed, never more at work than allowed. */
final class ValidatorPool<V> {
    private final Supplier<V> maker;
    private final Predicate<V> spent;
    private final Duration patience;
    private final Semaphore permits;
    private final Deque<V> idle = new ConcurrentLinkedDeque<>();

    /**
     * @param spent whether one is not worth keeping
     * @param patience how long a caller waits for others
     */
    ValidatorPool(Supplier<V> maker, Predicate<V> spent, int most, Duration patience) {
        this.maker = maker;
        this.spent = spent;
        this.patience = patience;
        this.permits = new Semaphore(most, true);
    }

    /** @throws ValidationBusy if all are at work, and stay so */
    <T> T with(Function<V, T> work) {
        acquire();
        try {
            V known = idle.pollFirst();
            V validator = known == null ? maker.get() : known;
            T result = work.apply(validator);
            if (!spent.test(validator)) {
                idle.addFirst(validator); // Not one that has failed.
            }
            return result;
        } finally {
            permits.release();
        }
    }

    private void acquire() {
        try {
            if (!permits.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new ValidationBusy("As many resources as allowed are being validated: try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ValidationBusy("The server is shutting down: try again");
        }
    }
}
