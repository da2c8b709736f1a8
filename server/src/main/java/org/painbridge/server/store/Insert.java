package org.painbridge.server.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows for one table, to be sent with everything else that a transaction inserts. Few rows are spelt out; many travel as an
 * array for each column, so that the text does not depend on their number. Either way the database can keep its plan:
 * PostgreSQL takes 25 µs an array however short, and would parse a long list of values anew each time.
 */
public final class Insert<T> {
    private static final int FEW = 20;

    /** @param element of the arrays, as PostgreSQL calls it */
    private record Column<T>(
            String name,
            int type,
            String element,
            Function<T, ? extends @Nullable Object> value,
            IntFunction<@Nullable Object[]> array) {
        void bindAll(PreparedStatement statement, int index, List<T> rows) throws SQLException {
            Object[] values = rows.stream().map(value).toArray(array);
            statement.setArray(index, statement.getConnection().createArrayOf(element, values));
        }

        void bind(PreparedStatement statement, int index, T row) throws SQLException {
            Object own = value.apply(row);
            if (own == null) {
                statement.setNull(index, type);
            } else {
                statement.setObject(index, own);
            }
        }
    }

    private final String table;
    private final List<T> rows;
    private final List<Column<T>> columns = new ArrayList<>();
    private String otherwise = "";

    private Insert(String table, List<T> rows) {
        this.table = table;
        this.rows = rows;
    }

    public static <T> Insert<T> into(String table, List<T> rows) {
        return new Insert<>(table, List.copyOf(rows));
    }

    /** Rows that are there already are left as they are. */
    public Insert<T> ifMissing() {
        otherwise = " on conflict do nothing";
        return this;
    }

    public Insert<T> text(String column, Function<T, @Nullable String> value) {
        return add(new Column<>(column, Types.VARCHAR, "varchar", value, String[]::new));
    }

    public Insert<T> integer(String column, Function<T, @Nullable Integer> value) {
        return add(new Column<>(column, Types.INTEGER, "int4", value, Integer[]::new));
    }

    public Insert<T> bigint(String column, Function<T, @Nullable Long> value) {
        return add(new Column<>(column, Types.BIGINT, "int8", value, Long[]::new));
    }

    public Insert<T> real(String column, Function<T, @Nullable Double> value) {
        return add(new Column<>(column, Types.DOUBLE, "float8", value, Double[]::new));
    }

    public Insert<T> truth(String column, Function<T, @Nullable Boolean> value) {
        return add(new Column<>(column, Types.BOOLEAN, "bool", value, Boolean[]::new));
    }

    public Insert<T> day(String column, Function<T, @Nullable LocalDate> value) {
        return add(new Column<>(column, Types.DATE, "date", value, LocalDate[]::new));
    }

    public Insert<T> bytes(String column, Function<T, byte[]> value) {
        return add(new Column<>(column, Types.VARBINARY, "bytea", value, byte[][]::new));
    }

    List<String> columns() {
        return columns.stream().map(Column::name).toList();
    }

    /** Of each row, in the order of the columns. */
    List<List<@Nullable Object>> values() {
        List<List<@Nullable Object>> values = new ArrayList<>();
        for (T row : rows) {
            List<@Nullable Object> own = new ArrayList<>();
            columns.forEach(column -> own.add(column.value().apply(row)));
            values.add(own);
        }
        return values;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    String sql() {
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        String places = String.join(", ", Collections.nCopies(columns.size(), "?"));
        String source = rows.size() <= FEW
                ? "values (" + String.join("), (", Collections.nCopies(rows.size(), places)) + ")"
                : "select * from unnest(" + places + ")";
        return "insert into " + table + " (" + names + ") " + source + otherwise;
    }

    /** Returns the index of the next parameter. */
    int bind(PreparedStatement statement, int first) throws SQLException {
        int next = first;
        if (rows.size() > FEW) {
            for (Column<T> column : columns) {
                column.bindAll(statement, next++, rows);
            }
            return next;
        }
        for (T row : rows) {
            for (Column<T> column : columns) {
                column.bind(statement, next++, row);
            }
        }
        return next;
    }

    private Insert<T> add(Column<T> column) {
        columns.add(column);
        return this;
    }
}
