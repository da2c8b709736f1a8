package org.painbridge.bench.cql;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls one contender on all cases in turn, by this thread, and tells what a call takes of it. */
record Meter(String name, Function<Case, Object> contender) {
    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Where answers go, so that none is left out as useless. */
    private static volatile @Nullable Object last;

    /**
     * One call, on average over the cases.
     *
     * @param micros CPU time of the thread in microseconds, without garbage collection and compilation
     * @param kilobytes what the thread allocated
     */
    record Sample(double micros, double kilobytes) {}

    Sample run(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        long cpu = THREAD.getCurrentThreadCpuTime();
        long bytes = THREAD.getCurrentThreadAllocatedBytes();
        long calls = 0;
        while (System.nanoTime() < end) {
            for (Case each : Case.values()) {
                last = contender.apply(each);
                calls++;
            }
        }
        double micros = (THREAD.getCurrentThreadCpuTime() - cpu) / 1e3;
        double kilobytes = (THREAD.getCurrentThreadAllocatedBytes() - bytes) / 1e3;
        return new Sample(micros / calls, kilobytes / calls);
    }
}
