package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class TransactionLocksTest {
    private final TransactionLocks.InProcess locks = new TransactionLocks.InProcess();

    @Test
    void twoNamesNeverWaitForEachOther() throws Exception {
        Runnable mine = locks.lock("mine");

        int others = elsewhere(() -> {
            List<Runnable> held = new ArrayList<>();
            for (int i = 0; i < 5000; i++) {
                held.add(locks.lock("other " + i));
            }
            held.forEach(Runnable::run);
            return held.size();
        });

        assertThat(others).isEqualTo(5000);
        mine.run();
    }

    @Test
    void oneNameIsHeldByOneAtATime() throws Exception {
        Runnable mine = locks.lock("shared");
        CountDownLatch waiting = new CountDownLatch(1);
        List<String> order = new ArrayList<>();

        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<?> second = other.submit(() -> {
                waiting.countDown();
                Runnable theirs = locks.lock("shared");
                order.add("second");
                theirs.run();
                return null;
            });
            waiting.await();
            order.add("first");
            mine.run();
            second.get();
        }

        assertThat(order).containsExactly("first", "second");
    }

    @Test
    void oneTransactionMayTakeANameTwice() throws SQLException {
        Runnable first = locks.lock("twice");
        Runnable second = locks.lock("twice");

        second.run();
        first.run();

        assertThat(locks.size()).isZero();
    }

    private static <T> T elsewhere(java.util.concurrent.Callable<T> work) throws Exception {
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            return other.submit(work).get();
        }
    }
}
