package org.painbridge.server.store;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A statement as the store executed it. */
record RecordedStatement(String sql, List<Value> values) {
    /** The call that bound it. */
    record Value(Method setter, Object[] arguments) {}

    RecordedStatement {
        values = List.copyOf(values);
    }

    /** The plan by which PostgreSQL executes it with these values. */
    QueryPlan plan(Connection connection) throws SQLException {
        String explain = "explain (analyze, buffers, timing off) " + sql;
        try (PreparedStatement statement = connection.prepareStatement(explain)) {
            for (Value value : values) {
                value.setter().invoke(statement, value.arguments());
            }
            return plan(statement);
        } catch (ReflectiveOperationException e) {
            throw new SQLException("Not to be bound again: " + sql, e);
        }
    }

    private static QueryPlan plan(PreparedStatement statement) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return new QueryPlan(lines);
    }
}
