package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** How a transaction ends when the database is in trouble. */
class FhirStoreTest {
    private final TransactionLocks.InProcess locks = new TransactionLocks.InProcess();
    private final FhirStore store = new FhirStore(
            source(),
            new StoreParts(
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    locks,
                    new OpenWrites(),
                    null,
                    Clock.systemUTC()),
            List.of());

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
