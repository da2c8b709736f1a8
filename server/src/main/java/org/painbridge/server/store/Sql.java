package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** A statement under construction: text with placeholders, and their values. No value ever becomes text. */
public final class Sql {
    private final StringBuilder text = new StringBuilder();
    private final List<Object> arguments = new ArrayList<>();

    /** @param values for the placeholders of the fragment, not null */
    public Sql add(String fragment, Object... values) {
        text.append(fragment);
        arguments.addAll(Arrays.asList(values));
        return this;
    }

    Sql add(Sql other) {
        text.append(other.text);
        arguments.addAll(other.arguments);
        return this;
    }

    /** {@code (?, ?, ...)} for all values. */
    public Sql list(Collection<?> values) {
        text.append('(')
                .append(String.join(", ", Collections.nCopies(values.size(), "?")))
                .append(')');
        arguments.addAll(values);
        return this;
    }

    /** The parts in brackets, joined by {@code and} or {@code or}. */
    static Sql joined(String word, List<Sql> parts) {
        Sql all = new Sql().add("(");
        String separator = "";
        for (Sql part : parts) {
            all.add(separator).add(part);
            separator = " " + word + " ";
        }
        return all.add(")");
    }

    public PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text.toString());
        bind(statement, 1);
        return statement;
    }

    /** Returns the index of the next parameter. */
    int bind(PreparedStatement statement, int first) throws SQLException {
        int next = first;
        for (Object argument : arguments) {
            statement.setObject(next++, argument);
        }
        return next;
    }

    /**
     * The same, by a plan that PostgreSQL makes once for a connection and keeps, whatever the values. In the same message; what
     * else the connection is asked is planned as before.
     */
    Sql byKeptPlan() {
        return new Sql()
                .add("set plan_cache_mode = force_generic_plan; ")
                .add(this)
                .add("; reset plan_cache_mode");
    }

    /** The same where the database is PostgreSQL; others keep each plan. */
    public Sql byKeptPlan(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL") ? byKeptPlan() : this;
    }

    /**
     * As {@link #byKeptPlan}, along an index that has the order which is asked for: PostgreSQL does not see how few rows a limit
     * leaves to look at, and would sort all.
     */
    Sql byKeptPlanAlongIndex() {
        return new Sql()
                .add("set enable_sort = off; set enable_bitmapscan = off; ")
                .add(byKeptPlan())
                .add("; reset enable_bitmapscan; reset enable_sort");
    }

    /** The rows of the only query among the statements. */
    public static ResultSet rows(PreparedStatement statement) throws SQLException {
        boolean isQuery = statement.execute();
        while (!isQuery) {
            isQuery = statement.getMoreResults();
        }
        return statement.getResultSet();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
