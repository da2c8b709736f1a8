package org.painbridge.server.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LanesTest {
    private static final int QUICK = 2;
    private static final int SLOW = 4;
    private static final Lanes.Places ALL = new Lanes.Places(QUICK, SLOW);
    private final Lanes lanes = new Lanes(ALL, ALL, Duration.ofMillis(10));
    private final CountDownLatch open = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void end() {
        open.countDown();
        threads.close();
    }

    @Test
    void whoIsQuickDoesNotWaitForMoreSlowOnesThanThereArePlaces() throws Exception {
        slow(QUICK);

        assertThat(lanes.send("quick", "host", () -> true)).isTrue();
        assertThat(open.getCount()).isEqualTo(1);
    }

    @Test
    void whoWasSlowBeginsInAPlaceOfItsOwn() throws Exception {
        List<Future<?>> first = slow(QUICK);
        assertThat(lanes.send("quick", "host", () -> true)).isTrue();
        open.countDown();
        for (Future<?> each : first) {
            each.get();
        }
        CountDownLatch again = new CountDownLatch(1);
        List<Future<?>> more = new ArrayList<>();
        for (int i = 0; i < QUICK; i++) {
            more.add(send("slow-" + i, again));
        }

        for (int i = 0; i < 100; i++) {
            assertThat(lanes.send("quick-" + i, "host", () -> false)).isFalse();
        }
        again.countDown();
        for (Future<?> each : more) {
            each.get();
        }
    }

    @Test
    void noMoreAreUnderWayThanThereArePlaces() throws Exception {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String receiver = "r" + i;
            all.add(threads.submit(() -> lanes.send(receiver, "host", () -> {
                most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                await(2);
                underWay.decrementAndGet();
                return true;
            })));
        }
        for (Future<?> each : all) {
            each.get();
        }

        assertThat(most).hasValueBetween(1, QUICK + SLOW);
    }

    @Test
    void whoHasManyMessagesLetsOthersBetweenThem() throws Exception {
        Lanes one = new Lanes(new Lanes.Places(1, 1), new Lanes.Places(1, 1), Duration.ofMinutes(1));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        Future<?> busy = threads.submit(() -> {
            while (other.getCount() > 0) {
                one.send("busy", "host", () -> {
                    begun.countDown();
                    return true;
                });
            }
        });
        begun.await();

        one.send("other", "host", () -> true);
        other.countDown();

        busy.get();
        assertThat(busy.isDone()).isTrue();
    }

    /** As many slow receivers as there are places, and more, of one host. */
    @Test
    void oneHostLeavesPlacesToOthers() throws Exception {
        Lanes shared = new Lanes(new Lanes.Places(2, 2), new Lanes.Places(1, 1), Duration.ofMillis(10));
        CountDownLatch first = new CountDownLatch(2);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String receiver = "slow-" + i;
            all.add(threads.submit(() -> shared.send(receiver, "slow-host", () -> {
                first.countDown();
                return isOpen(open);
            })));
        }
        first.await(); // One has moved aside, and another is under way.

        for (int i = 0; i < 20; i++) {
            assertThat(shared.send("quick-" + i, "other-host", () -> true)).isTrue();
        }

        assertThat(open.getCount()).isEqualTo(1);
        open.countDown();
        for (Future<?> each : all) {
            each.get();
        }
    }

    private static boolean isOpen(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Future<?>> slow(int number) throws InterruptedException {
        List<Future<?>> begun = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            begun.add(send("slow-" + i, open));
        }
        return begun;
    }

    private Future<?> send(String receiver, CountDownLatch until) throws InterruptedException {
        CountDownLatch underWay = new CountDownLatch(1);
        Future<?> sent = threads.submit(() -> lanes.send(receiver, "host", () -> {
            underWay.countDown();
            return isOpen(until);
        }));
        underWay.await();
        return sent;
    }

    private static void await(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
