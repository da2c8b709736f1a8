package org.painbridge.server.export;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.painbridge.server.export.ExportJob.State;
import org.painbridge.server.store.Insert;
import org.painbridge.server.store.StoreTransaction;

/** The table {@code export_job}. */
final class ExportTable {
    private static final String READ =
            "select job_id, state, as_of, changed, definition, types_done, position, resources,"
                    + " problem from export_job where job_id = ?";

    void insert(StoreTransaction transaction, ExportJob job, List<String> patients) {
        transaction.insert(Insert.into("export_job", List.of(job))
                .text("job_id", ExportJob::id)
                .text("state", each -> name(each.state()))
                .bigint("as_of", each -> each.asOf().toEpochMilli())
                .bigint("changed", each -> each.changed().toEpochMilli())
                .bytes("definition", each -> each.definition().json())
                .integer("types_done", ExportJob::typesDone)
                .bigint("position", ExportJob::position)
                .bigint("resources", ExportJob::resources));
        transaction.insert(Insert.into("export_patient", patients)
                .text("job_id", patient -> job.id())
                .text("patient_id", patient -> patient));
    }

    Optional<ExportJob> read(Connection connection, String id) throws SQLException {
        return query(connection, READ, id);
    }

    /** The job, which nobody else changes until the transaction ends; empty while another does. */
    Optional<ExportJob> lock(Connection connection, String id) throws SQLException {
        return query(connection, READ + " for update skip locked", id);
    }

    void update(Connection connection, ExportJob job) throws SQLException {
        String sql = "update export_job set state = ?, changed = ?, types_done = ?, position = ?, resources = ?,"
                + " problem = ? where job_id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name(job.state()));
            statement.setLong(2, job.changed().toEpochMilli());
            statement.setInt(3, job.typesDone());
            statement.setLong(4, job.position());
            statement.setLong(5, job.resources());
            statement.setString(6, job.problem());
            statement.setString(7, job.id());
            statement.executeUpdate();
        }
    }

    /** Whether there was such a job that was not cancelled before. */
    boolean cancel(Connection connection, String id) throws SQLException {
        String sql = "update export_job set state = 'cancelled' where job_id = ? and state <> 'cancelled'";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, id);
            return statement.executeUpdate() > 0;
        }
    }

    /** Those that are not finished, the oldest first. */
    List<String> open(Connection connection) throws SQLException {
        return ids(connection, "state = 'open'", 0);
    }

    /** Those that were cancelled, or ended before that moment. */
    List<String> finished(Connection connection, Instant before) throws SQLException {
        return ids(connection, "(state = 'cancelled' or state <> 'open' and changed < ?)", before.toEpochMilli());
    }

    private static List<String> ids(Connection connection, String condition, long before) throws SQLException {
        String sql = "select job_id from export_job where " + condition + " order by as_of, job_id";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (condition.contains("?")) {
                statement.setLong(1, before);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<String> ids = new ArrayList<>();
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
                return ids;
            }
        }
    }

    private static Optional<ExportJob> query(Connection connection, String sql, String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(job(rows)) : Optional.empty();
            }
        }
    }

    private static ExportJob job(ResultSet rows) throws SQLException {
        return new ExportJob(
                rows.getString(1),
                State.valueOf(rows.getString(2).toUpperCase(Locale.ROOT)),
                Instant.ofEpochMilli(rows.getLong(3)),
                Instant.ofEpochMilli(rows.getLong(4)),
                ExportDefinition.of(rows.getBytes(5)),
                rows.getInt(6),
                rows.getLong(7),
                rows.getLong(8),
                rows.getString(9));
    }

    private static String name(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
