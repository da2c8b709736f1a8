package org.painbridge.server.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.painbridge.server.store.FhirStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table {@code hook_token}: the tokens by which clients proved who they are, that were used and have not expired, for all
 * nodes of one database. One statement decides. Without a limit of size: only a client whose signature was verified adds to it, and a token that was pushed out
 * could be used again.
 */
public final class UsedTokens implements ReplayGuard, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UsedTokens.class);
    private static final String USE = "insert into hook_token (token, expires) values (?, ?) on conflict do nothing";
    private static final String EXPIRED = "select token from hook_token where expires < ? limit ?";
    private static final String FORGET = "delete from hook_token where token = any(?)";

    /** Of one statement, so that none holds many rows for long. */
    private static final int BATCH = 1000;

    private static final int MOST_BATCHES = 100;
    private static final Duration TIDY_EVERY = Duration.ofMinutes(1);

    private final FhirStore store;
    private final Clock clock;
    /** From the first token on: a server that is asked for nothing tidies nothing. */
    private final AtomicBoolean tidying = new AtomicBoolean();

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("used-tokens").daemon().factory());

    UsedTokens(FhirStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public boolean isFirst(String issuer, String id, Instant until) {
        String token = digest(issuer + "\n" + id);
        if (tidying.compareAndSet(false, true)) {
            var forNobody = executor.scheduleWithFixedDelay(
                    this::tidy, TIDY_EVERY.toSeconds(), TIDY_EVERY.toSeconds(), TimeUnit.SECONDS);
        }
        return store.write(transaction -> {
            try (PreparedStatement statement = transaction.connection().prepareStatement(USE)) {
                statement.setString(1, token);
                statement.setLong(2, until.toEpochMilli());
                return statement.executeUpdate() == 1;
            }
        });
    }

    /** Removes what has expired, a batch at a time; what it leaves, the next time takes. */
    void tidy() {
        try {
            int batches = 0;
            while (batches++ < MOST_BATCHES && deleted() == BATCH) {
                LOG.debug("{} expired tokens were removed", BATCH);
            }
        } catch (RuntimeException e) { // Else the executor would never run this again, nor say why.
            LOG.warn("Expired tokens of clients stay for now: {}", e.toString());
        }
    }

    /** Told which, for H2 would look for them anew with each one that it removes. */
    private int deleted() {
        return store.write(transaction -> {
            try (PreparedStatement expired = transaction.connection().prepareStatement(EXPIRED);
                    PreparedStatement forget = transaction.connection().prepareStatement(FORGET)) {
                expired.setLong(1, clock.millis());
                expired.setInt(2, BATCH);
                List<String> tokens = new ArrayList<>();
                try (ResultSet rows = expired.executeQuery()) {
                    while (rows.next()) {
                        tokens.add(rows.getString(1));
                    }
                }
                forget.setObject(1, tokens.toArray(String[]::new));
                return forget.executeUpdate();
            }
        });
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
