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

/**
 * One table, two indexes: JSON with what it is found by. No versions, no search but one. With a trail, each answer leaves a row
 * of who asked for what about whom, committed before it goes out, as PainBridge's does; without hashes.
 */
final class BareStore {
    private static final String INSERT = "insert into resource (id, patient, handed_over, body) values (?, ?, ?, ?)";

    /**
     * A resource as it is served.
     *
     * @param reference {@code Type/id}
     */
    @SuppressWarnings("ArrayRecordComponent") // On its way to the wire; nobody compares these records.
    record Stored(String reference, String patient, byte[] body) {}

    private static final String TRAIL = "insert into trail (at, link, kind, status, client, address, target, patient)"
            + " values (?, ?, ?, 200, 'bench', '127.0.0.1', ?, ?)";

    private final DataSource dataSource;
    private final boolean trail;
    private final AtomicLong nextId = new AtomicLong(System.currentTimeMillis() << 20);

    BareStore(DataSource dataSource, boolean trail) {
        this.dataSource = dataSource;
        this.trail = trail;
    }

    void createTable() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table resource (id varchar(64) collate \"C\" primary key,"
                    + " patient varchar(80) collate \"C\", handed_over date, body bytea)");
            statement.execute("create index resource_patient on resource (patient, handed_over)");
            statement.execute("create table trail (at bigint, link bigint, kind varchar(40), status integer,"
                    + " client varchar(200), address varchar(64), target varchar(400),"
                    + " patient varchar(64) collate \"C\", primary key (at, link))");
            statement.execute("create index trail_patient on trail (patient, at, link)");
        }
    }

    Stored create(String json) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(trail ? INSERT + "; " + TRAIL : INSERT)) {
            Stored stored = bind(statement, json);
            if (trail) {
                bindTrail(statement, 4, "create", stored.reference(), stored.patient());
            }
            statement.execute();
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
            leave(connection, "create", stored);
            connection.commit();
            return stored;
        }
    }

    List<Stored> read(String id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select id, patient, body from resource where id = ?")) {
            statement.setString(1, id);
            List<Stored> found = rows(statement);
            leave(connection, "read", found);
            return found;
        }
    }

    List<Stored> search(String patient, String from, int count) throws SQLException {
        String sql = "select id, patient, body from resource where patient = ? and handed_over >= ?"
                + " order by handed_over limit ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, patient);
            statement.setDate(2, Date.valueOf(from));
            statement.setInt(3, count);
            List<Stored> found = rows(statement);
            leave(connection, "search-type", found.subList(0, Math.min(1, found.size())));
            return found;
        }
    }

    private static List<Stored> rows(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            List<Stored> found = new ArrayList<>();
            while (rows.next()) {
                found.add(new Stored("MedicationDispense/" + rows.getString(1), rows.getString(2), rows.getBytes(3)));
            }
            return found;
        }
    }

    private void leave(Connection connection, String kind, List<Stored> about) throws SQLException {
        if (!trail) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(TRAIL)) {
            for (Stored each : about) {
                bindTrail(statement, 0, kind, each.reference(), each.patient());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void bindTrail(PreparedStatement statement, int before, String kind, String target, String patient)
            throws SQLException {
        statement.setLong(before + 1, System.currentTimeMillis());
        statement.setLong(before + 2, nextId.incrementAndGet());
        statement.setString(before + 3, kind);
        statement.setString(before + 4, target);
        statement.setString(before + 5, patient);
    }

    private Stored bind(PreparedStatement statement, String json) throws SQLException {
        String given = given(json);
        String id = given == null ? Long.toHexString(nextId.incrementAndGet()) : given;
        String whole = given == null ? "{\"id\":\"" + id + "\"," + json.substring(1) : json;
        String reference = after(json, "{\"resourceType\":\"") + "/" + id;
        String patient = after(json, "\"subject\":{\"reference\":\"");
        Stored stored = new Stored(reference, patient, whole.getBytes(StandardCharsets.UTF_8));
        String date = after(json, "\"whenHandedOver\":\"");
        statement.setString(1, id);
        statement.setString(2, patient);
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
