package org.painbridge.server.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Its connections remember which prepared statements were executed, and with which values. */
final class RecordingDataSource extends DelegatingDataSource {
    private final List<RecordedStatement> executed = new ArrayList<>();

    RecordingDataSource(DataSource recorded) {
        super(recorded);
    }

    /** What was executed since this was asked last. */
    List<RecordedStatement> executed() {
        List<RecordedStatement> since = List.copyOf(executed);
        executed.clear();
        return since;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return proxy(Connection.class, (method, arguments) -> {
            Object result = invoke(method, connection, arguments);
            return result instanceof PreparedStatement statement
                    ? recorded(statement, String.valueOf(arguments[0]))
                    : result;
        });
    }

    private PreparedStatement recorded(PreparedStatement statement, String sql) {
        List<RecordedStatement.Value> values = new ArrayList<>();
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().startsWith("set") && arguments.length > 1) {
                values.add(new RecordedStatement.Value(method, arguments));
            } else if (method.getName().startsWith("execute")) {
                executed.add(new RecordedStatement(sql, values));
            }
            return invoke(method, statement, arguments);
        });
    }

    @FunctionalInterface
    private interface Call {
        Object of(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.of(method, arguments == null ? new Object[0] : arguments)));
    }

    private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
