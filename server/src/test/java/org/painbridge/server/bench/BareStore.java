package org.painbridge.server.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** One table, two indexes: JSON with what it is found by. No versions, no search but one. */
final class BareStore {
    private static final String INSERT = "insert into resource (id, patient, handed_over, body) values (?, ?, ?, ?)";

    /**
     * A resource as it is served.
     *
     * @param reference {@code Type/id}
     */
    @SuppressWarnings("ArrayRecordComponent") // On its way to the wire; nobody compares these records.
    record Stored(String reference, byte[] body) {}

    private final DataSource dataSource;
    private final AtomicLong nextId = new AtomicLong(System.currentTimeMillis() << 20);

    BareStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void createTable() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table resource (id varchar(64) collate \"C\" primary key,"
                    + " patient varchar(80) collate \"C\", handed_over date, body bytea)");
            statement.execute("create index resource_patient on resource (patient, handed_over)");
        }
    }

    Stored create(String json) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(INSERT)) {
            Stored stored = bind(statement, json);
            statement.executeUpdate();
            return stored;
        }
    }

    List<Stored> createAll(List<String> resources) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(INSERT)) {
            connection.setAutoCommit(false);
            List<Stored> stored = new ArrayList<>();
            for (String json : resources) {
                stored.add(bind(statement, json));
                statement.addBatch();
            }
            statement.executeBatch();
            connection.commit();
            return stored;
        }
    }

    List<Stored> read(String id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select id, body from resource where id = ?")) {
            statement.setString(1, id);
            return rows(statement);
        }
    }

    List<Stored> search(String patient, String from, int count) throws SQLException {
        String sql = "select id, body from resource where patient = ? and handed_over >= ?"
                + " order by handed_over limit ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, patient);
            statement.setDate(2, Date.valueOf(from));
            statement.setInt(3, count);
            return rows(statement);
        }
    }

    private static List<Stored> rows(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            List<Stored> found = new ArrayList<>();
            while (rows.next()) {
                found.add(new Stored("MedicationDispense/" + rows.getString(1), rows.getBytes(2)));
            }
            return found;
        }
    }

    private Stored bind(PreparedStatement statement, String json) throws SQLException {
        String given = given(json);
        String id = given == null ? Long.toHexString(nextId.incrementAndGet()) : given;
        String whole = given == null ? "{\"id\":\"" + id + "\"," + json.substring(1) : json;
        String reference = after(json, "{\"resourceType\":\"") + "/" + id;
        Stored stored = new Stored(reference, whole.getBytes(StandardCharsets.UTF_8));
        String date = after(json, "\"whenHandedOver\":\"");
        statement.setString(1, id);
        statement.setString(2, after(json, "\"subject\":{\"reference\":\""));
        if (date == null) {
            statement.setNull(3, Types.DATE);
        } else {
            statement.setDate(3, Date.valueOf(date.substring(0, 10)));
        }
        statement.setBytes(4, stored.body());
        return stored;
    }

    /** The id that the client gave, which the workload writes right behind the type; else null. */
    private static String given(String json) {
        int type = json.indexOf('"', "{\"resourceType\":\"".length());
        return json.startsWith(",\"id\":\"", type + 1) ? after(json, "\"id\":\"") : null;
    }

    private static String after(String json, String start) {
        int found = json.indexOf(start);
        int from = found + start.length();
        return found < 0 ? null : json.substring(from, json.indexOf('"', from));
    }
}
