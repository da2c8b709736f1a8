package org.painbridge.server.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.painbridge.server.bench.RawConnection;
import org.painbridge.server.chaos.Deed.Kind;

/** Sends one write after the other until it is told to stop, and keeps a ledger of what it was told. */
final class Client implements Runnable {
    private static final Kind[] KINDS = {
        Kind.TRANSACTION, Kind.TRANSACTION, Kind.CREATE, Kind.TRANSACTION, Kind.TRANSACTION, Kind.UPDATE
    };

    private final int port;
    private final Requests requests;
    private final String name;
    private final String group;
    private final AtomicInteger inFlight;
    private final List<Deed> ledger = new ArrayList<>();
    private Duration longest = Duration.ZERO;
    private volatile boolean stopped;
    private volatile long lastAcknowledged;

    Client(int port, Requests requests, String name, String group, AtomicInteger inFlight) {
        this.port = port;
        this.requests = requests;
        this.name = name;
        this.group = group;
        this.inFlight = inFlight;
    }

    @Override
    public void run() {
        int number = 0;
        while (!stopped) {
            try (RawConnection connection = new RawConnection(port)) {
                boolean well = true;
                while (well && !stopped) {
                    number++;
                    // After a refusal the server may close the connection.
                    well = send(connection, KINDS[number % KINDS.length], name + "-" + number);
                }
            } catch (IOException e) {
                Thread.onSpinWait(); // The server is gone: the ledger has what is not known; then connect anew, or
                // stop.
            }
        }
    }

    void stop() {
        stopped = true;
    }

    /** Once the thread has ended. */
    List<Deed> ledger() {
        return ledger;
    }

    /** The longest time that an answer took. */
    Duration longest() {
        return longest;
    }

    /** By {@link System#nanoTime}; 0 if there was none yet. */
    long lastAcknowledged() {
        return lastAcknowledged;
    }

    private boolean send(RawConnection connection, Kind kind, String key) throws IOException {
        byte[] request = requests.of(kind, key, group);
        long start = System.nanoTime();
        int status = 0;
        inFlight.incrementAndGet();
        try {
            status = connection.exchange(request);
        } finally {
            inFlight.decrementAndGet();
            Deed deed = new Deed(kind, key, group, status);
            ledger.add(deed);
            long end = System.nanoTime();
            if (deed.acknowledged()) {
                lastAcknowledged = end;
            }
            Duration took = Duration.ofNanos(end - start);
            longest = took.compareTo(longest) > 0 ? took : longest;
        }
        return status < 300;
    }
}
