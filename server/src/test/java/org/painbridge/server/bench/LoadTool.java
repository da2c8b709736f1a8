package org.painbridge.server.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * Closed loop: each client sends its next request when the last one is answered. Work with a pace is sent when it is due, and
 * timed from then on, so that a server which falls behind is not spared the requests it held up.
 */
final class LoadTool {
    private static final long SECOND = 1_000_000_000L;

    /**
     * What one stretch of load gave.
     *
     * @param millis time of each request, sorted
     */
    @SuppressWarnings("ArrayRecordComponent") // A column of numbers; nobody compares these records.
    record Load(double seconds, double[] millis) {
        int requests() {
            return millis.length;
        }

        double percentile(int percent) {
            return millis[Math.min(millis.length - 1, millis.length * percent / 100)];
        }
    }

    /** @throws IllegalStateException at the first answer with another status than the expected one */
    Load run(Work work, int port, Requests requests, Duration time) throws InterruptedException {
        try (ExecutorService clients = Executors.newFixedThreadPool(work.clients)) {
            long start = System.nanoTime();
            long deadline = start + time.toNanos();
            List<Future<long[]>> results = new ArrayList<>();
            for (int client = 0; client < work.clients; client++) {
                long nth = client;
                Pace pace = new Pace(start + (work.pace == 0 ? 0 : nth * SECOND / work.pace), interval(work));
                results.add(clients.submit(() -> client(work, port, requests, pace, deadline)));
            }
            LongStream all = LongStream.empty();
            for (Future<long[]> result : results) {
                all = LongStream.concat(all, Arrays.stream(result.get()));
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Load(
                    seconds, all.mapToDouble(nanos -> nanos / 1e6).sorted().toArray());
        } catch (ExecutionException e) {
            throw new IllegalStateException("The load on " + work.label + " was broken off", e.getCause());
        }
    }

    /** Nanoseconds. */
    private record Pace(long first, long interval) {
        /** When the nth request is sent: now, without a pace. */
        long await(int nth) {
            long due = first + nth * interval;
            long now = System.nanoTime();
            while (interval > 0 && now < due) {
                LockSupport.parkNanos(due - now);
                now = System.nanoTime();
            }
            return interval > 0 ? due : now;
        }
    }

    private static long interval(Work work) {
        return work.pace == 0 ? 0 : work.clients * SECOND / work.pace;
    }

    private static long[] client(Work work, int port, Requests requests, Pace pace, long deadline) throws IOException {
        long[] times = new long[4096];
        int done = 0;
        try (RawConnection connection = new RawConnection(port)) {
            for (long sent = pace.await(0); sent < deadline; sent = pace.await(++done)) {
                int status = connection.exchange(requests.next());
                if (status != work.expectedStatus) {
                    throw new IllegalStateException("Answer " + status + ": " + connection.bodyStart());
                }
                long after = System.nanoTime();
                if (done == times.length) {
                    times = Arrays.copyOf(times, 2 * done);
                }
                times[done] = after - sent;
            }
        }
        return Arrays.copyOf(times, done);
    }
}
