package org.painbridge.server.store;

import java.util.concurrent.ThreadLocalRandom;

/** What a transaction that lost a race does before it runs again. */
@FunctionalInterface
interface Pause {
    /** @param retry 1 for the first */
    void before(int retry) throws InterruptedException;

    /** A random time, so that rivals do not meet again at the same moment; on average longer each time. */
    static Pause random() {
        return retry -> Thread.sleep(ThreadLocalRandom.current().nextLong(longestMillis(retry)));
    }

    static long longestMillis(int retry) {
        return 10L << retry;
    }
}
