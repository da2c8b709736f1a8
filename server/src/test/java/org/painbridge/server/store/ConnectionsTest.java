package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What a pool that gives no connection in its time means. */
class ConnectionsTest {
    /** What the pool does when asked, in turn; asked more often, it gives a connection. */
    private final Deque<Busy> pool = new ArrayDeque<>();

    private final Connections connections = new Connections((DataSource) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (source, method, given) -> {
                Busy busy = pool.poll();
                if (busy != null) {
                    busy.meanwhile();
                    throw new SQLTransientConnectionException("none in time");
                }
                return connection();
            }));

    private interface Busy {
        void meanwhile() throws SQLException;
    }

    @Test
    void whereNobodyGetsAnythingDoneTheDatabaseIsAway() {
        pool.add(() -> {});

        assertThatThrownBy(() -> connections.use(connection -> "answer"))
                .isInstanceOf(SQLTransientConnectionException.class);
    }

    @Test
    void whereOthersOnlyFailTheDatabaseIsAwayToo() {
        pool.add(() -> assertThatThrownBy(() -> connections.use(connection -> {
                    throw new SQLException("broken", "08006");
                }))
                .hasMessage("broken"));

        assertThatThrownBy(() -> connections.use(connection -> "answer"))
                .isInstanceOf(SQLTransientConnectionException.class);
    }

    @Test
    void whereOthersGetOnItIsOnlyBusy() throws Exception {
        pool.add(this::anotherGetsDone);

        String answer = connections.use(connection -> "answer");

        assertThat(answer).isEqualTo("answer");
    }

    @Test
    void nobodyWaitsForEver() {
        for (int i = 0; i < 5; i++) {
            pool.add(this::anotherGetsDone);
        }

        assertThatThrownBy(() -> connections.use(connection -> "answer"))
                .isInstanceOf(SQLTransientConnectionException.class);
        assertThat(pool).isEmpty();
    }

    private void anotherGetsDone() throws SQLException {
        Deque<Busy> later = new ArrayDeque<>(pool);
        pool.clear();
        connections.use(connection -> "another");
        pool.addAll(later);
    }

    private Connection connection() {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (connection, method, given) -> null);
    }
}
