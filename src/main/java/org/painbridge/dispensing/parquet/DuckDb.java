package org.painbridge.dispensing.parquet;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * A database of DuckDB in memory, fenced: it sees one folder, has so many threads and so much memory, loads no extension, and
 * nothing of that can be changed from within. Its native library is loaded when the first one is opened, and not before.
 */
public final class DuckDb implements AutoCloseable {
    private final Fence fence;
    private final DuckDBConnection connection;

    private DuckDb(Fence fence, DuckDBConnection connection) {
        this.fence = fence;
        this.connection = connection;
    }

    /** @throws FileProblem if it cannot be opened */
    public static DuckDb open(Fence fence) {
        return open(fence, false);
    }

    /** @param streams whether rows of an answer come as they are asked for, instead of all at once; faults then say little */
    static DuckDb open(Fence fence, boolean streams) {
        try {
            Properties properties = properties(fence);
            properties.put("jdbc_stream_results", String.valueOf(streams));
            Connection opened = new DuckDBDriver().connect("jdbc:duckdb:", properties);
            DuckDb database = new DuckDb(fence, opened.unwrap(DuckDBConnection.class));
            database.execute("SET allowed_directories = ['" + fence.folder() + "']");
            database.execute("SET enable_external_access = false");
            database.execute("SET lock_configuration = true");
            return database;
        } catch (SQLException e) {
            throw new FileProblem(e);
        } catch (LinkageError e) { // An error would end whatever thread this is.
            throw new FileProblem("DuckDB has no native library that this machine can load", e);
        }
    }

    private static Properties properties(Fence fence) {
        Properties properties = new Properties();
        properties.put("threads", String.valueOf(fence.threads()));
        properties.put("memory_limit", fence.memoryMegabytes() + "MiB");
        properties.put("temp_directory", fence.folder() + "/spilled");
        properties.put("autoinstall_known_extensions", "false");
        properties.put("autoload_known_extensions", "false");
        properties.put("allow_community_extensions", "false");
        properties.put("allow_unsigned_extensions", "false");
        properties.put("allow_persistent_secrets", "false");
        return properties;
    }

    /** For questions to what lies in the folder; to be closed by the caller. */
    public Connection connection() throws SQLException {
        return connection.duplicate();
    }

    DuckDBConnection duplicate() throws SQLException {
        return connection.duplicate();
    }

    /** Where it may write and read. */
    String folder() {
        return fence.folder();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new FileProblem(e);
        }
    }
}
