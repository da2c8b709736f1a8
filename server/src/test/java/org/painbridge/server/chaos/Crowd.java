package org.painbridge.server.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The clients of a round. Ten of them share a Task, which each of their transactions updates. */
final class Crowd {
    private static final int GROUP = 10;

    private final AtomicInteger inFlight = new AtomicInteger();
    private final List<Client> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    Crowd(int size, int port, String tag) {
        Requests requests = new Requests(port, tag);
        for (int i = 0; i < size; i++) {
            clients.add(new Client(port, requests, tag + "-" + i, tag + "-group-" + i / GROUP, inFlight));
        }
    }

    void start() {
        clients.forEach(client -> threads.add(Thread.ofVirtual().start(client)));
    }

    int inFlight() {
        return inFlight.get();
    }

    void stop() throws InterruptedException {
        clients.forEach(Client::stop);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    List<Deed> ledger() {
        return clients.stream().flatMap(client -> client.ledger().stream()).toList();
    }

    Duration longestAnswer() {
        return clients.stream()
                .map(Client::longest)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    boolean acknowledgedSince(long nanoTime) {
        return clients.stream().map(Client::lastAcknowledged).anyMatch(last -> last != 0 && last - nanoTime > 0);
    }
}
