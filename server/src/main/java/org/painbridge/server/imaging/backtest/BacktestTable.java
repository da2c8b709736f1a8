package org.painbridge.server.imaging.backtest;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.Insert;
import org.painbridge.server.store.StoreTransaction;

/** The table {@code imaging_backtest}. */
final class BacktestTable {

    /**
     * A back-test.
     *
     * @param state open, completed or failed
     * @param report a line of NDJSON; null until it is completed
     * @param changes lines of NDJSON; null until it is completed
     */
    record Job(
            String id,
            String state,
            BacktestDefinition definition,
            @Nullable String report,
            @Nullable String changes,
            @Nullable String problem) {}

    void insert(StoreTransaction transaction, String id, BacktestDefinition definition) {
        transaction.insert(Insert.into("imaging_backtest", List.of(definition))
                .text("job_id", each -> id)
                .text("state", each -> "open")
                .bigint("changed", each -> transaction.now().toEpochMilli())
                .bytes("definition", BacktestDefinition::json));
    }

    Optional<Job> read(Connection connection, String id) throws SQLException {
        String sql =
                "select job_id, state, definition, report, changes, problem from imaging_backtest where job_id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(job(rows)) : Optional.empty();
            }
        }
    }

    /** The oldest first. */
    List<String> open(Connection connection) throws SQLException {
        String sql = "select job_id from imaging_backtest where state = 'open' order by changed, job_id";
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            List<String> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }

    void complete(StoreTransaction transaction, String id, String report, String changes) throws SQLException {
        String sql =
                "update imaging_backtest set state = 'completed', changed = ?, report = ?, changes = ? where job_id ="
                        + " ?";
        try (PreparedStatement statement = transaction.connection().prepareStatement(sql)) {
            statement.setLong(1, transaction.now().toEpochMilli());
            statement.setBytes(2, report.getBytes(StandardCharsets.UTF_8));
            statement.setBytes(3, changes.getBytes(StandardCharsets.UTF_8));
            statement.setString(4, id);
            statement.executeUpdate();
        }
    }

    void fail(StoreTransaction transaction, String id, String problem) throws SQLException {
        String sql = "update imaging_backtest set state = 'failed', changed = ?, problem = ? where job_id = ?";
        try (PreparedStatement statement = transaction.connection().prepareStatement(sql)) {
            statement.setLong(1, transaction.now().toEpochMilli());
            statement.setString(2, problem);
            statement.setString(3, id);
            statement.executeUpdate();
        }
    }

    /** Whether there was such a job. */
    boolean delete(Connection connection, String id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("delete from imaging_backtest where job_id = ?")) {
            statement.setString(1, id);
            return statement.executeUpdate() > 0;
        }
    }

    /** Takes away what ended before that moment. */
    void expire(Connection connection, long before) throws SQLException {
        String sql = "delete from imaging_backtest where state <> 'open' and changed < ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, before);
            statement.executeUpdate();
        }
    }

    private static Job job(ResultSet rows) throws SQLException {
        return new Job(
                rows.getString(1),
                rows.getString(2),
                BacktestDefinition.of(rows.getBytes(3)),
                text(rows.getBytes(4)),
                text(rows.getBytes(5)),
                rows.getString(6));
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
