package org.painbridge.server.dispensing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreTransaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges patients again for whom a rule failed when a dispense was stored: the dispense was not to wait for that. */
final class Rechecks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rechecks.class);
    private static final int AT_ONCE = 100;

    private final FhirStore store;
    private final PatientCheck check;
    private final Duration every;
    private final Clock clock;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("dispense-rechecks").daemon().factory());

    /** @param every how often it looks by itself; zero for never */
    Rechecks(FhirStore store, PatientCheck check, Duration every, Clock clock) {
        this.store = store;
        this.check = check;
        this.every = every;
        this.clock = clock;
    }

    void start() {
        if (every.isPositive()) {
            var unused = executor.scheduleWithFixedDelay(
                    this::guarded, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private void guarded() {
        try {
            run();
        } catch (StoreProblem.Unavailable | StoreProblem.Conflict e) {
            LOG.warn("Rules that failed wait: {}", e.getMessage());
        } catch (RuntimeException e) { // Else the executor would never run this again, nor say why.
            LOG.error("Rules that failed wait", e);
        }
    }

    /** Judges those that wait now, once; for whom the rules fail again, waits again. */
    void run() {
        long now = clock.millis();
        for (String patient : store.query(connection -> waiting(connection, now))) {
            store.write(transaction -> again(transaction, patient));
        }
    }

    private boolean again(StoreTransaction transaction, String patient) throws SQLException {
        try (PreparedStatement delete =
                transaction.connection().prepareStatement("delete from dispense_recheck where patient_id = ?")) {
            delete.setString(1, patient);
            delete.executeUpdate();
        }
        return check.everything(transaction, patient);
    }

    private static List<String> waiting(Connection connection, long until) throws SQLException {
        String sql = "select patient_id from dispense_recheck where queued <= ? order by queued limit " + AT_ONCE;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, until);
            try (ResultSet rows = statement.executeQuery()) {
                List<String> patients = new ArrayList<>();
                while (rows.next()) {
                    patients.add(rows.getString(1));
                }
                return patients;
            }
        }
    }
}
