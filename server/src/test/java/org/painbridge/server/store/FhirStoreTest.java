package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a transaction ends when the database is in trouble. */
class FhirStoreTest {
    private final TransactionLocks.InProcess locks = new TransactionLocks.InProcess();
    private final List<Integer> pauses = new ArrayList<>();
    private final FhirStore store = new FhirStore(
            source(),
            parts(new ResourceSequence(), locks, new OpenWrites(), Clock.systemUTC()),
            List.of(),
            connection -> {},
            pauses::add);

    @Test
    void aRollbackThatFailsHidesNotWhatWentWrong() {
        var wrong = new IllegalStateException("what went wrong");

        assertThatThrownBy(() -> store.write(transaction -> {
                    throw wrong;
                }))
                .isSameAs(wrong)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
    }

    @Test
    void aRollbackThatFailsFreesTheLocks() {
        assertThatThrownBy(() -> store.write(transaction -> {
                    transaction.lock("a name");
                    throw new IllegalStateException("what went wrong");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(locks.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "23505", "90131"})
    void aTransactionThatLosesARaceRunsAgainAfterAPause(String state) {
        List<String> runs = new ArrayList<>();

        String result = store.write(transaction -> {
            runs.add("run");
            if (runs.size() < 4) {
                throw new SQLException("lost", state);
            }
            return "won";
        });

        assertThat(result).isEqualTo("won");
        assertThat(pauses).containsExactly(1, 2, 3);
    }

    @Test
    void aTransactionThatLosesEveryRaceIsAConflict() {
        assertThatThrownBy(() -> store.write(transaction -> {
                    throw new UncheckedSqlException(new SQLException("lost", "40001"));
                }))
                .isInstanceOf(StoreProblem.Conflict.class);

        assertThat(pauses).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"55P03", "HYT00", "08006", "57P01", "53100", "57014"})
    void whatAgainstHelpsNoRepetitionRunsOnce(String state) {
        assertThatThrownBy(() -> store.write(transaction -> {
                    throw new SQLException("no", state);
                }))
                .isInstanceOf(StoreProblem.class);

        assertThat(pauses).isEmpty();
    }

    @Test
    void aQueryThatFailsInCodeThatKnowsNoSqlIsTranslatedToo() {
        assertThatThrownBy(() -> store.query(connection -> {
                    throw new UncheckedSqlException(new SQLException("gone", "08006"));
                }))
                .isInstanceOf(StoreProblem.Unavailable.class);
    }

    @Test
    void thePausesBeforeRetriesGrow() {
        assertThat(List.of(Pause.longestMillis(1), Pause.longestMillis(2), Pause.longestMillis(3)))
                .containsExactly(20L, 40L, 80L);
    }

    /** What these tests need, and null for all else. */
    private static StoreParts parts(Object... known) {
        Object[] parts = Arrays.stream(StoreParts.class.getRecordComponents())
                .map(part -> Arrays.stream(known)
                        .filter(part.getType()::isInstance)
                        .findFirst()
                        .orElse(null))
                .toArray();
        try {
            return (StoreParts) StoreParts.class.getDeclaredConstructors()[0].newInstance(parts);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("A record has one constructor", e);
        }
    }

    /** Its connections can begin a transaction, but not take it back. */
    private static DataSource source() {
        Connection connection = proxy(Connection.class, "rollback");
        return (DataSource) Proxy.newProxyInstance(
                FhirStoreTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> connection);
    }

    private static <T> T proxy(Class<T> type, String failing) {
        Object proxy = Proxy.newProxyInstance(
                FhirStoreTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals(failing)) {
                        throw new SQLException("The connection is lost", "08006");
                    }
                    return null;
                });
        return type.cast(proxy);
    }
}
