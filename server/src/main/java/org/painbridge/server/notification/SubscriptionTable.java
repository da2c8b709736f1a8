package org.painbridge.server.notification;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.Sql;

/** The table {@code notification_subscription}. */
final class SubscriptionTable {
    private static final String READ =
            "select subscription_id, version, state, topic, endpoint, content, last_event, delivered, failures,"
                    + " failing_since from notification_subscription where ";
    private static final String WAITING =
            "due <= ? and leased_until <= ? and (state = 'requested' or state = 'active' and delivered < last_event)";

    /** What its owner wants from now on; the numbers go on. */
    void put(Connection connection, String id, int version, String state, Wanted wanted) throws SQLException {
        String update =
                "update notification_subscription set version = ?, state = ?, topic = ?, owner = ?, patient = ?,"
                        + " endpoint = ?, content = ?, failures = 0, failing_since = null, due = 0, lease = null, leased_until = 0"
                        + " where subscription_id = ?";
        String insert =
                "insert into notification_subscription (version, state, topic, owner, patient, endpoint, content,"
                        + " subscription_id, last_event, delivered, failures, due, leased_until)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0)";
        if (put(connection, update, id, version, state, wanted) == 0) {
            put(connection, insert, id, version, state, wanted);
        }
    }

    private static int put(Connection connection, String sql, String id, int version, String state, Wanted wanted)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, version);
            statement.setString(2, state);
            statement.setString(3, wanted.topic().code());
            statement.setString(4, wanted.owner());
            statement.setString(5, wanted.patient());
            statement.setString(6, wanted.endpoint());
            statement.setString(7, wanted.content());
            statement.setString(8, id);
            return statement.executeUpdate();
        }
    }

    /** What the server has made of the resource. */
    boolean set(Connection connection, String id, int version, String state) throws SQLException {
        return update(
                connection,
                new Sql()
                        .add("update notification_subscription set version = ?, state = ?", version, state)
                        .add(" where subscription_id = ?", id));
    }

    void delete(Connection connection, String id) throws SQLException {
        update(connection, new Sql().add("delete from notification_subscription where subscription_id = ?", id));
    }

    Optional<Subscribed> read(Connection connection, String id) throws SQLException {
        return one(connection, new Sql().add(READ + "subscription_id = ?", id));
    }

    /** Those that wait for a message, whoever has waited longest first. */
    List<String> waiting(Connection connection, Instant now, int most) throws SQLException {
        long at = now.toEpochMilli();
        Sql sql = new Sql()
                .add("select subscription_id from notification_subscription where " + WAITING, at, at)
                .add(" order by due, subscription_id limit " + most);
        List<String> ids = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    /**
     * Takes a Subscription that waits, so that no other worker does before the lease is over; empty where it does not wait any
     * more, or somebody has it.
     */
    Optional<Subscribed> take(Connection connection, String id, String lease, Instant now, Instant until)
            throws SQLException {
        long at = now.toEpochMilli();
        Optional<Subscribed> taken = one(
                connection,
                new Sql().add(READ + "subscription_id = ? and " + WAITING + " for update skip locked", id, at, at));
        if (taken.isPresent()) {
            update(
                    connection,
                    new Sql()
                            .add(
                                    "update notification_subscription set lease = ?, leased_until = ?",
                                    lease,
                                    until.toEpochMilli())
                            .add(" where subscription_id = ?", id));
        }
        return taken;
    }

    /** @return whether the lease was still that of the worker; else nothing is changed */
    boolean delivered(Connection connection, String id, String lease, long number) throws SQLException {
        return update(
                connection,
                new Sql()
                        .add("update notification_subscription set delivered = ?, failures = 0,", number)
                        .add(" failing_since = null, due = 0, lease = null, leased_until = 0")
                        .add(" where subscription_id = ? and lease = ?", id, lease));
    }

    /** @return whether the lease was still that of the worker; else nothing is changed */
    boolean failed(Connection connection, String id, String lease, Instant since, int failures, Instant due)
            throws SQLException {
        return update(
                connection,
                new Sql()
                        .add(
                                "update notification_subscription set failures = ?, failing_since = ?, due = ?,",
                                failures,
                                since.toEpochMilli(),
                                due.toEpochMilli())
                        .add(" lease = null, leased_until = 0 where subscription_id = ? and lease = ?", id, lease));
    }

    private static boolean update(Connection connection, Sql sql) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection)) {
            return statement.executeUpdate() > 0;
        }
    }

    private static Optional<Subscribed> one(Connection connection, Sql sql) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(subscribed(rows)) : Optional.empty();
        }
    }

    private static Subscribed subscribed(ResultSet rows) throws SQLException {
        return new Subscribed(
                rows.getString(1),
                rows.getInt(2),
                rows.getString(3),
                Topic.stored(rows.getString(4)),
                rows.getString(5),
                rows.getString(6),
                rows.getLong(7),
                rows.getLong(8),
                rows.getInt(9),
                instant(rows, 10));
    }

    private static @Nullable Instant instant(ResultSet rows, int column) throws SQLException {
        long millis = rows.getLong(column);
        return rows.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
