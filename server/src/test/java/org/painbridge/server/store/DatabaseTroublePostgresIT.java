package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.ClassPathResource;

/** A store on a PostgreSQL of its own, with the pool of the server, when that PostgreSQL is killed, or blocked. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseTroublePostgresIT {
    private Path data;
    private EmbeddedPostgres postgres;
    private HikariDataSource pool;
    private OwnStore own;
    private FhirStore store;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        data = folder.resolve("data");
        postgres = postgres().start();
        pool = pool();
        pool.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
        SessionLimits.apply(pool, Duration.ofSeconds(1));
        own = OwnStore.migrated(pool);
        store = own.store();
    }

    @AfterAll
    void end() throws IOException {
        own.close();
        pool.close();
        postgres.close();
    }

    @Test
    void aStatementThatTakesTooLongIsEndedAndCalledTooCostly() {
        assertThatThrownBy(() -> store.query(connection -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.execute("select pg_sleep(60)");
                    }
                }))
                .isInstanceOfSatisfying(
                        StoreProblem.Invalid.class,
                        problem -> assertThat(problem.code().code()).isEqualTo("too-costly"));
    }

    @Test
    void aWriteWaitsForALockForABoundedTime() throws Exception {
        Patient patient = patient("locked");
        store.write(transaction -> transaction.update(patient, null));
        try (Connection holder = pool.getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("select 1 from fhir_resource for update");

            assertThatThrownBy(() -> store.write(transaction -> transaction.update(patient, null)))
                    .isInstanceOf(StoreProblem.Conflict.class);
            holder.rollback();
        }
    }

    @Test
    void aPostgresThatIsKilledIsUnavailableUntilItIsStartedAgain() throws Exception {
        store.write(transaction -> transaction.update(patient("before"), null));

        kill();
        var read =
                CompletableFuture.runAsync(() -> store.within(AccessScope.ALL).read("Patient", "before"));
        var write = CompletableFuture.runAsync(
                () -> store.write(transaction -> transaction.update(patient("during"), null)));
        postgres.close(); // It is gone already; this frees the folder.
        assertThatThrownBy(read::join).hasCauseInstanceOf(StoreProblem.Unavailable.class);
        assertThatThrownBy(write::join).hasCauseInstanceOf(StoreProblem.Unavailable.class);
        postgres = postgres().setPort(postgres.getPort()).start();

        assertThat(awaitAnswer())
                .hasValueSatisfying(stored -> assertThat(stored.version()).isEqualTo(1));
        store.write(transaction -> transaction.update(patient("after"), null));
        assertThat(store.within(AccessScope.ALL).read("Patient", "after")).isPresent();
        assertThat(store.within(AccessScope.ALL).read("Patient", "during")).isEmpty();
        assertThat(own.check().run().findings()).isEmpty();
    }

    /** Each attempt waits for a connection by itself. */
    private Optional<StoredResource> awaitAnswer() {
        while (true) {
            try {
                return store.within(AccessScope.ALL).read("Patient", "before");
            } catch (StoreProblem.Unavailable e) {
                assertThat(pool.isRunning()).isTrue();
            }
        }
    }

    private void kill() throws Exception {
        Path file = data.resolve("postmaster.pid");
        long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        postmaster.destroyForcibly();
        postmaster.onExit().get(10, TimeUnit.SECONDS);
    }

    private EmbeddedPostgres.Builder postgres() {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setPGStartupWait(Duration.ofSeconds(30));
    }

    /** With the settings that the server has by default. */
    private static HikariDataSource pool() {
        var yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("application.yaml"));
        var settings = new MapConfigurationPropertySource(Objects.requireNonNull(yaml.getObject()));
        return new Binder(settings)
                .bind("spring.datasource.hikari", Bindable.ofInstance(new HikariDataSource()))
                .get();
    }

    private static Patient patient(String id) {
        Patient patient = new Patient();
        patient.setId("Patient/" + id);
        return patient;
    }
}
