package org.painbridge.server.dispensing.jobs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.Insert;
import org.painbridge.server.store.StoreTransaction;

/**
 * A table of jobs with what was sent, and one of the files that they made, such as {@code product_import} and {@code
 * product_import_file}.
 */
public final class JobTable {

    public enum State {
        OPEN,
        COMPLETED,
        FAILED
    }

    /** @param problem why it failed; null where it did not */
    public record Job(String id, State state, @Nullable String problem) {}

    private static final int LONGEST_PROBLEM = 1000;

    private final String jobs;
    private final String files;

    /** @param name of the table of jobs */
    public JobTable(String name) {
        this.jobs = name;
        this.files = name + "_file";
    }

    public void insert(StoreTransaction transaction, String id, byte[] sent) {
        transaction.insert(Insert.into(jobs, List.of(id))
                .text("job_id", each -> each)
                .text("state", each -> name(State.OPEN))
                .bigint("changed", each -> transaction.now().toEpochMilli())
                .bytes("archive", each -> sent));
    }

    public Optional<Job> read(Connection connection, String id) throws SQLException {
        String sql = "select job_id, state, problem from " + jobs + " where job_id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Job(
                                rows.getString(1),
                                State.valueOf(rows.getString(2).toUpperCase(Locale.ROOT)),
                                rows.getString(3)))
                        : Optional.empty();
            }
        }
    }

    /** What was sent; empty once it is no longer needed. */
    Optional<byte[]> sent(Connection connection, String id) throws SQLException {
        return bytes(connection, "select archive from " + jobs + " where job_id = ?", id);
    }

    public Optional<byte[]> file(Connection connection, String id, String file) throws SQLException {
        return bytes(connection, "select content from " + files + " where job_id = ? and file_name = ?", id, file);
    }

    /** The oldest first. */
    public List<String> open(Connection connection) throws SQLException {
        String sql = "select job_id from " + jobs + " where state = 'open' order by changed, job_id";
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            List<String> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }

    /** When a job was last begun or ended, milliseconds since 1970; empty if there is none. */
    public Optional<Long> latest(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select max(changed) from " + jobs);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return Optional.ofNullable(rows.getObject(1, Long.class));
        }
    }

    /** Keeps what was made, unless another node did so before or the job was thrown away; whether it did. */
    boolean complete(StoreTransaction transaction, String id, Map<String, byte[]> made) throws SQLException {
        if (!end(transaction, id, State.COMPLETED, null)) {
            return false;
        }
        transaction.insert(Insert.into(files, List.copyOf(made.entrySet()))
                .text("job_id", each -> id)
                .text("file_name", Map.Entry::getKey)
                .bytes("content", Map.Entry::getValue));
        return true;
    }

    void fail(StoreTransaction transaction, String id, String problem) throws SQLException {
        end(
                transaction,
                id,
                State.FAILED,
                problem.length() > LONGEST_PROBLEM ? problem.substring(0, LONGEST_PROBLEM) : problem);
    }

    /** Whether there was such a job. */
    public boolean delete(Connection connection, String id) throws SQLException {
        update(connection, "delete from " + files + " where job_id = ?", id);
        return update(connection, "delete from " + jobs + " where job_id = ?", id) > 0;
    }

    /** Those that ended before that moment. */
    List<String> ended(Connection connection, long before) throws SQLException {
        String sql = "select job_id from " + jobs + " where state <> 'open' and changed < ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, before);
            try (ResultSet rows = statement.executeQuery()) {
                List<String> ids = new ArrayList<>();
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
                return ids;
            }
        }
    }

    private boolean end(StoreTransaction transaction, String id, State state, @Nullable String problem)
            throws SQLException {
        String sql = "update " + jobs + " set state = ?, changed = ?, problem = ?, archive = null"
                + " where job_id = ? and state = 'open'";
        try (PreparedStatement statement = transaction.connection().prepareStatement(sql)) {
            statement.setString(1, name(state));
            statement.setLong(2, transaction.now().toEpochMilli());
            statement.setString(3, problem);
            statement.setString(4, id);
            return statement.executeUpdate() > 0;
        }
    }

    private static int update(Connection connection, String sql, String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, id);
            return statement.executeUpdate();
        }
    }

    private static Optional<byte[]> bytes(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.ofNullable(rows.getBytes(1)) : Optional.empty();
            }
        }
    }

    private static String name(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
