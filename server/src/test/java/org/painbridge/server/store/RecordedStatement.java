package org.painbridge.server.store;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A statement as the store executed it. */
record RecordedStatement(String sql, List<Value> values) {
    private static final String EXPLAIN = "explain (analyze, buffers, timing off) ";
    private static final String SETTING = "set ";

    /** The call that bound it. */
    record Value(Method setter, Object[] arguments) {}

    RecordedStatement {
        values = List.copyOf(values);
    }

    /** The plan by which PostgreSQL executes it with these values. */
    QueryPlan plan(Connection connection) throws SQLException {
        return sql.startsWith(SETTING) ? keptPlan(connection) : plan(connection, EXPLAIN, sql);
    }

    /** How H2 would go about it. */
    String explained(Connection connection) throws SQLException {
        return plan(connection, "explain ", sql).toString();
    }

    /** By the plan that serves all values. */
    private QueryPlan keptPlan(Connection connection) throws SQLException {
        List<String> statements = List.of(sql.split("; "));
        int settings = statements.size() / 2; // Each is reset behind the query.
        String query = statements.get(settings);
        StringBuilder numbered = new StringBuilder();
        int number = 0;
        for (String part : query.split("\\?", -1)) {
            numbered.append(number == 0 ? "" : "$" + number).append(part);
            number++;
        }
        String literals =
                values.stream().map(value -> literal(value.arguments()[1])).collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            for (String setting : statements.subList(0, settings)) {
                statement.execute(setting);
            }
            statement.execute("prepare kept as " + numbered);
            try (ResultSet rows = statement.executeQuery(EXPLAIN + "execute kept(" + literals + ")")) {
                return plan(rows);
            } finally {
                statement.execute("deallocate kept");
                for (String reset : statements.subList(settings + 1, statements.size())) {
                    statement.execute(reset);
                }
            }
        }
    }

    private static String literal(Object value) {
        String text = value instanceof Object[] several
                ? "{" + Arrays.stream(several).map(String::valueOf).collect(Collectors.joining(",")) + "}"
                : String.valueOf(value);
        return "'" + text.replace("'", "''") + "'";
    }

    private QueryPlan plan(Connection connection, String explain, String what) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(explain + what)) {
            for (Value value : values) {
                value.setter().invoke(statement, value.arguments());
            }
            try (ResultSet rows = statement.executeQuery()) {
                return plan(rows);
            }
        } catch (ReflectiveOperationException e) {
            throw new SQLException("Not to be bound again: " + sql, e);
        }
    }

    private static QueryPlan plan(ResultSet rows) throws SQLException {
        List<String> lines = new ArrayList<>();
        while (rows.next()) {
            lines.add(rows.getString(1));
        }
        return new QueryPlan(lines);
    }
}
