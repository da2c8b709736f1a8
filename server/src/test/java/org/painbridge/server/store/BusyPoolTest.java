package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A store on a pool of two connections, of which requests may have to wait. */
@Timeout(20)
class BusyPoolTest {
    private final HikariDataSource pool = new HikariDataSource();
    private OwnStore own;
    private FhirStore store;

    @BeforeEach
    void open() {
        pool.setJdbcUrl("jdbc:h2:mem:busy;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
        pool.setMaximumPoolSize(2);
        pool.setConnectionTimeout(250);
        SessionLimits.apply(pool, Duration.ofSeconds(1));
        own = OwnStore.migrated(pool);
        store = own.store();
    }

    @AfterEach
    void close() {
        own.close();
        pool.close();
    }

    @Test
    void aRequestWaitsForAConnectionForABoundedTime() throws SQLException {
        try (Connection one = pool.getConnection();
                Connection other = pool.getConnection()) {
            assertThat(one).isNotSameAs(other);
            assertThatThrownBy(() -> store.within(AccessScope.ALL).read("Patient", "x"))
                    .isInstanceOf(StoreProblem.Unavailable.class);
            assertThatThrownBy(() -> store.write(transaction -> transaction.create(new Patient())))
                    .isInstanceOf(StoreProblem.Unavailable.class);
        }

        assertThat(store.within(AccessScope.ALL).read("Patient", "x")).isEmpty();
    }

    @Test
    void aWriteWaitsForALockForABoundedTime() throws SQLException {
        Patient patient = new Patient();
        patient.setId("Patient/locked");
        store.write(transaction -> transaction.update(patient, null));
        try (Connection holder = pool.getConnection();
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("select 1 from fhir_resource for update");

            assertThatThrownBy(() -> store.write(transaction -> transaction.update(patient, null)))
                    .isInstanceOf(StoreProblem.Conflict.class)
                    .hasMessageContaining("holds what this one needs");
            holder.rollback();
        }

        assertThat(store.write(transaction -> transaction.update(patient, null)).version())
                .isEqualTo(2);
    }

    @Test
    void aStatementThatTakesTooLongIsEndedAndCalledTooCostly() {
        assertThatThrownBy(() -> store.query(connection -> {
                    try (var statement = connection.createStatement()) {
                        return statement.execute(
                                "select count(*) from system_range(1, 1000000), system_range(1, 1000000)");
                    }
                }))
                .isInstanceOfSatisfying(
                        StoreProblem.Invalid.class,
                        problem -> assertThat(problem.code().code()).isEqualTo("too-costly"));
    }
}
