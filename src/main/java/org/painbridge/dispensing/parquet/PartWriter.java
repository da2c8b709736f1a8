package org.painbridge.dispensing.parquet;

import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Rows of one kind, in files of a limited number of rows: {@code fact-000001.parquet} and so on. */
final class PartWriter implements AutoCloseable {
    /**
     * What the columns hold: another number where that changes. From 2 on the marks tell what may be for agonist treatment, and what of it is by
     * the record; that they do not is no "no" in files of before.
     */
    static final String FORM = "2";

    private static final int MOST_ROWS = 1_000_000;

    private final String folder;
    private final String table;
    private final String order;
    private final String basis;
    private final DuckDBConnection connection;
    private DuckDBAppender appender;
    private int rows;
    private int part;

    /**
     * @param columns as SQL defines them
     * @param order by which columns each file is sorted
     * @param basis is written into each file
     */
    PartWriter(DuckDb database, String table, String columns, String order, String basis) throws SQLException {
        this.folder = database.folder();
        this.table = table;
        this.order = order;
        this.basis = basis;
        this.connection = database.duplicate();
        execute("CREATE TABLE " + table + " (" + columns + ")");
        appender = connection.createAppender(table);
    }

    /** The values of the row follow, then {@code endRow()}. */
    DuckDBAppender row() throws SQLException {
        rows++;
        return appender.beginRow();
    }

    /** Begins another file if this one is full. */
    void endPatient() throws SQLException {
        if (rows >= MOST_ROWS) {
            flush();
        }
    }

    private void flush() throws SQLException {
        appender.close();
        part++;
        execute("COPY (SELECT * FROM %s ORDER BY %s) TO '%s/%s-%06d.parquet' (FORMAT parquet, COMPRESSION snappy,"
                        .formatted(table, order, folder, table, part)
                + " KV_METADATA {basis: '" + basis.replace("'", "''") + "', form: '" + FORM + "'})");
        execute("TRUNCATE " + table);
        appender = connection.createAppender(table);
        rows = 0;
    }

    /** Writes what is left; an empty file if there was nothing, so that there is one to read. */
    void finish() throws SQLException {
        if (rows > 0 || part == 0) {
            flush();
        }
    }

    @Override
    public void close() throws SQLException {
        appender.close();
        execute("DROP TABLE " + table);
        connection.close();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
