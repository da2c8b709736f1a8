package org.painbridge.server.bench;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What is sent to one program, in order, and from the beginning again when all were sent; of several clients' each sends the next. */
final class Requests {
    private final List<byte[]> all;
    private final AtomicLong sent = new AtomicLong();

    Requests(List<byte[]> all) {
        this.all = all;
    }

    byte[] next() {
        return all.get((int) (sent.getAndIncrement() % all.size()));
    }
}
