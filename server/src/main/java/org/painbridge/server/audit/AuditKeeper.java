package org.painbridge.server.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.UnhurriedConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes in the trail where its chains end, and takes away what was kept long enough. */
final class AuditKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditKeeper.class);
    private static final long HOURS_BETWEEN = 6;
    private static final long PATIENCE_SECONDS = 10;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long DAYS_LOOKED_BACK = 2;
    private static final int CHAINS_NAMED = 10;

    private final FhirStore store;
    private final Chains chains;
    private final Clock clock;
    private final AuditSettings settings;
    /** The last number of each chain that the last checkpoint has noted. */
    private final Map<Integer, Long> noted = new HashMap<>();
    /** When it is looked for what was written before the key: at once, when an hour is over, never again. */
    private Instant nextLook = Instant.MIN;

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("audit").daemon().factory());

    AuditKeeper(FhirStore store, Chains chains, Clock clock, AuditSettings settings) {
        this.store = store;
        this.chains = chains;
        this.clock = clock;
        this.settings = settings;
    }

    void start() {
        long pause = settings.checkpointEvery().toMillis();
        executor.execute(() -> guarded(this::noteEarlier));
        var unused = executor.scheduleWithFixedDelay(
                () -> {
                    guarded(this::noteFromBeforeTheKey);
                    guarded(this::checkpoint);
                },
                pause,
                pause,
                TimeUnit.MILLISECONDS);
        var unusedToo =
                executor.scheduleWithFixedDelay(() -> guarded(this::takeAway), 0, HOURS_BETWEEN, TimeUnit.HOURS);
    }

    /** With a last checkpoint. */
    @Override
    public void close() throws InterruptedException {
        executor.execute(() -> guarded(this::checkpoint));
        executor.shutdown();
        if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("The last checkpoint of the audit trail is still under way");
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) { // The next time may go better.
            LOG.warn("The audit trail could not be kept: {}", e.getMessage());
        }
    }

    /**
     * Where the chains end that other processes left: from now on, cutting them off shows. Where there is a key, only of those that
     * were made with one, and once of all that were there before.
     */
    synchronized void noteEarlier() {
        guarded(this::noteFromBeforeTheKey);
        long since = clock.millis() - DAYS_LOOKED_BACK * DAY;
        store.write(transaction -> {
            LastRows rows = LastRows.since(transaction.connection(), since);
            List<ChainEnd> ends = settings.seals().keyed()
                    ? rows.proved(settings.seals(), Retention.read(transaction.connection()))
                    : rows.ends();
            return ends.isEmpty()
                    ? ends
                    : chains.append(
                            transaction, List.of(AuditEntry.ofTrail(AuditEntry.CHECKPOINT, ChainEnd.text(ends))));
        });
    }

    /** Until it is done, and once more when the other nodes have the key, too. */
    private synchronized void noteFromBeforeTheKey() {
        if (!settings.seals().keyed() || clock.instant().isBefore(nextLook)) {
            return;
        }
        boolean again = !nextLook.equals(Instant.MIN);
        List<AuditEntry> found = store.write(transaction -> {
            transaction.lock("audit-key");
            List<AuditEntry> entries = new UnhurriedConnection(transaction.connection())
                    .run(connection -> again
                            ? EarlierTrail.toNoteAtLast(connection, settings.seals())
                            : EarlierTrail.toNote(connection, settings.seals(), clock.instant()));
            if (!entries.isEmpty()) {
                chains.begin(transaction, entries);
            }
            return entries;
        });
        nextLook = again ? Instant.MAX : lastLook(!found.isEmpty());
    }

    /**
     * Later than ever where another process noted all, and the hour is over.
     *
     * @param mine whether this process was the first: it looks again though its look took longer than that hour
     */
    private Instant lastLook(boolean mine) {
        return store.query(connection -> EarlierTrail.lastLook(connection, settings.seals()))
                .filter(last -> mine || clock.instant().isBefore(last))
                .orElse(Instant.MAX);
    }

    /** Only chains that grew by more than the last checkpoint itself. */
    synchronized void checkpoint() {
        List<ChainEnd> grown = chains.ends().stream()
                .filter(end -> end.link() > noted.getOrDefault(end.chain(), 0L))
                .toList();
        if (grown.isEmpty()) {
            return;
        }
        AuditEntry entry = AuditEntry.ofTrail(AuditEntry.CHECKPOINT, ChainEnd.text(grown));
        ChainEnd own = store.write(transaction -> chains.append(transaction, List.of(entry)));
        grown.forEach(end -> noted.put(end.chain(), end.link()));
        // Where others used that chain meanwhile, what they added is noted the next time.
        noted.computeIfPresent(own.chain(), (chain, link) -> link + 1 == own.link() ? own.link() : link);
    }

    /** A day at a time, the oldest first; but for chains that are not as they were written. */
    synchronized void takeAway() {
        long until = clock.millis() - settings.keepFor().toMillis();
        Set<Integer> left = new TreeSet<>();
        boolean more = true;
        while (more) {
            more = store.write(transaction -> takeAwayDay(transaction, until, left));
        }
        if (!left.isEmpty()) {
            LOG.warn(
                    "Entries of {} chains of the audit trail are kept too long, as they are not as they were written: verify it ({})",
                    left.size(),
                    left.stream().limit(CHAINS_NAMED).map(String::valueOf).collect(Collectors.joining(", ")));
        }
    }

    /** @param left chains nothing of which is taken away; grows */
    private boolean takeAwayDay(StoreTransaction transaction, long until, Set<Integer> left) throws SQLException {
        transaction.lock("audit-retention");
        Connection connection = transaction.connection();
        long oldest = oldest(connection, left);
        if (oldest >= until) {
            return false;
        }
        long end = Math.min(until, oldest + DAY);
        List<ChainEnd> ends = new UnhurriedConnection(connection).run(unhurried -> toTake(unhurried, end, left));
        if (ends.isEmpty()) {
            return true;
        }
        if (settings.seals().keyed()) {
            List<AuditEntry> again = EarlierTrail.toKeep(connection, settings.seals(), end);
            if (!again.isEmpty()) {
                chains.begin(transaction, again);
            }
        }
        chains.append(transaction, List.of(Retention.entry(Instant.ofEpochMilli(end), ends)));
        String taken = numbers(ends.stream().map(ChainEnd::chain));
        try (PreparedStatement delete =
                connection.prepareStatement("delete from audit_event where at < ? and chain in (" + taken + ")")) {
            delete.setLong(1, end);
            delete.executeUpdate();
        }
        return true;
    }

    /** Else a time that somebody changed would let this server take away what is to be kept, and note that. */
    private List<ChainEnd> toTake(Connection connection, long end, Set<Integer> left) throws SQLException {
        LastRows rows = LastRows.before(connection, end, left);
        List<ChainEnd> asWritten =
                settings.seals().keyed() ? rows.asWritten(connection, settings.seals()) : rows.ends();
        Set<Integer> chainsTaken = asWritten.stream().map(ChainEnd::chain).collect(Collectors.toSet());
        rows.ends().stream()
                .map(ChainEnd::chain)
                .filter(chain -> !chainsTaken.contains(chain))
                .forEach(left::add);
        return asWritten;
    }

    private static long oldest(Connection connection, Set<Integer> left) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                        "select min(e.at) from audit_event e where " + LastRows.notOf(left));
                ResultSet rows = statement.executeQuery()) {
            return rows.next() && rows.getObject(1) != null ? rows.getLong(1) : Long.MAX_VALUE;
        }
    }

    private static String numbers(Stream<Integer> chains) {
        return chains.map(String::valueOf).collect(Collectors.joining(","));
    }
}
