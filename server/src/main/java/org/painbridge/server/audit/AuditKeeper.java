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
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreTransaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes in the trail where its chains end, and takes away what was kept long enough. */
final class AuditKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditKeeper.class);
    private static final long HOURS_BETWEEN = 6;
    private static final long PATIENCE_SECONDS = 10;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long DAYS_LOOKED_BACK = 2;

    private final FhirStore store;
    private final Chains chains;
    private final Clock clock;
    private final AuditSettings settings;
    /** The last number of each chain that the last checkpoint has noted. */
    private final Map<Integer, Long> noted = new HashMap<>();

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
        var unused =
                executor.scheduleWithFixedDelay(() -> guarded(this::checkpoint), pause, pause, TimeUnit.MILLISECONDS);
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
        noteFromBeforeTheKey();
        long since = clock.millis() - DAYS_LOOKED_BACK * DAY;
        store.write(transaction -> {
            LastRows rows = LastRows.between(transaction.connection(), since, Long.MAX_VALUE);
            List<ChainEnd> ends = settings.seals().keyed()
                    ? rows.proved(settings.seals(), Retention.read(transaction.connection()))
                    : rows.ends();
            return ends.isEmpty()
                    ? ends
                    : chains.append(
                            transaction, List.of(AuditEntry.ofTrail(AuditEntry.CHECKPOINT, ChainEnd.text(ends))));
        });
    }

    private void noteFromBeforeTheKey() {
        if (!settings.seals().keyed()) {
            return;
        }
        store.write(transaction -> {
            transaction.lock("audit-key");
            List<AuditEntry> entries = EarlierTrail.toNote(transaction.connection(), settings.seals(), clock.instant());
            return entries.isEmpty() ? entries : chains.begin(transaction, entries);
        });
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

    /** A day at a time, the oldest first. */
    synchronized void takeAway() {
        long until = clock.millis() - settings.keepFor().toMillis();
        boolean more = true;
        while (more) {
            more = store.write(transaction -> takeAwayDay(transaction, until));
        }
    }

    private boolean takeAwayDay(StoreTransaction transaction, long until) throws SQLException {
        transaction.lock("audit-retention");
        long oldest = oldest(transaction.connection());
        if (oldest >= until) {
            return false;
        }
        long end = Math.min(until, oldest + DAY);
        LastRows rows = LastRows.between(transaction.connection(), Long.MIN_VALUE, end);
        if (settings.seals().keyed()) {
            if (!areAsWritten(transaction.connection(), rows)) {
                LOG.warn(
                        "Entries of the audit trail are kept too long, as they are not as they were written: verify it");
                return false;
            }
            List<AuditEntry> again = EarlierTrail.toKeep(transaction.connection(), settings.seals(), end);
            if (!again.isEmpty()) {
                chains.begin(transaction, again);
            }
        }
        chains.append(transaction, List.of(Retention.entry(Instant.ofEpochMilli(end), rows.ends())));
        try (PreparedStatement delete =
                transaction.connection().prepareStatement("delete from audit_event where at < ?")) {
            delete.setLong(1, end);
            delete.executeUpdate();
        }
        return true;
    }

    /** Else a time that somebody changed would let this server take away what is to be kept, and note that. */
    private boolean areAsWritten(Connection connection, LastRows rows) throws SQLException {
        return rows.asWritten(connection, settings.seals()).containsAll(rows.ends());
    }

    private static long oldest(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select min(at) from audit_event");
                ResultSet rows = statement.executeQuery()) {
            return rows.next() && rows.getObject(1) != null ? rows.getLong(1) : Long.MAX_VALUE;
        }
    }
}
