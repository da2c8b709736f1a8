package org.painbridge.server.notification;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.painbridge.server.notification.Happening.Listener;
import org.painbridge.server.store.Sql;

/** The tables {@code notification_event} and {@code notification_pending}, and the numbers that they take. */
final class EventTable {
    /** As no reference is. */
    private static final String NOBODY = "";

    private static final List<String> TABLES = List.of("notification_event", "notification_pending");

    /** Subscriptions that hear of at least one of these, and maybe some that do not. */
    List<Listener> listeners(Connection connection, Collection<Happening> happenings) throws SQLException {
        Set<String> topics = new TreeSet<>();
        Set<String> owners = new TreeSet<>(Set.of(NOBODY));
        Set<String> patients = new TreeSet<>();
        for (Happening happening : happenings) {
            happening.topics().forEach(topic -> topics.add(topic.code()));
            owners.addAll(happening.owners());
            patients.add(happening.patient() == null ? NOBODY : happening.patient());
        }
        Sql sql = new Sql()
                .add("select subscription_id, topic, owner, patient, limited from notification_subscription"
                        + " where state <> 'off' and topic in ")
                .list(topics)
                .add(" and (owner is null or owner in ")
                .list(owners)
                .add(") and (patient is null or patient in ")
                .list(patients)
                .add(")");
        List<Listener> listeners = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                listeners.add(new Listener(
                        rows.getString(1),
                        Topic.stored(rows.getString(2)),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getBoolean(5)));
            }
        }
        return listeners;
    }

    /** Nobody else gives numbers to these until the transaction ends. */
    void hold(Connection connection, Collection<String> ids) throws SQLException {
        Sql sql = new Sql()
                .add("select subscription_id from notification_subscription where subscription_id in ")
                .list(ids)
                .add(" order by subscription_id for update");
        try (PreparedStatement statement = sql.prepare(connection)) {
            statement.execute();
        }
    }

    /** @param ids which are held */
    void add(Connection connection, Collection<String> ids, String focus, Instant at) throws SQLException {
        add(connection, "notification_event", "event_no", "last_event", ids, focus, at);
    }

    /**
     * To be looked at before it gets a number.
     *
     * @param ids which are held
     */
    void addPending(Connection connection, Collection<String> ids, String focus, Instant at) throws SQLException {
        add(connection, "notification_pending", "pending_no", "last_pending", ids, focus, at);
    }

    private static void add(
            Connection connection,
            String table,
            String number,
            String counter,
            Collection<String> ids,
            String focus,
            Instant at)
            throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        update(
                connection,
                new Sql()
                        .add("update notification_subscription set " + counter + " = " + counter + " + 1")
                        .add(" where subscription_id in ")
                        .list(ids));
        update(
                connection,
                new Sql()
                        .add(
                                "insert into " + table + " (subscription_id, " + number + ", at, focus) select"
                                        + " subscription_id, " + counter
                                        + ", cast(? as bigint), cast(? as varchar(200))"
                                        + " from notification_subscription where subscription_id in ",
                                at.toEpochMilli(),
                                focus)
                        .list(ids));
    }

    /** In order, at most {@code most}. */
    List<Event> pending(Connection connection, String id, int most) throws SQLException {
        Sql sql = new Sql()
                .add("select pending_no, at, focus from notification_pending where subscription_id = ?", id)
                .add(" order by pending_no limit " + most);
        return events(connection, sql);
    }

    /** These were looked at, up to the last; all of them where there are none. */
    void looked(Connection connection, String id, List<Event> pending) throws SQLException {
        Sql looked = new Sql().add("update notification_subscription set looked = ");
        if (pending.isEmpty()) {
            looked.add("last_pending");
        } else {
            long last = pending.getLast().number();
            looked.add("?", last);
            update(
                    connection,
                    new Sql()
                            .add("delete from notification_pending where subscription_id = ?", id)
                            .add(" and pending_no <= ?", last));
        }
        update(connection, looked.add(" where subscription_id = ?", id));
    }

    /** In order, at most {@code most}. */
    List<Event> read(Connection connection, String id, long first, long last, int most) throws SQLException {
        Sql sql = new Sql()
                .add("select event_no, at, focus from notification_event where subscription_id = ?", id)
                .add(" and event_no >= ? and event_no <= ? order by event_no limit " + most, first, last);
        return events(connection, sql);
    }

    private static List<Event> events(Connection connection, Sql sql) throws SQLException {
        List<Event> events = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                events.add(new Event(rows.getLong(1), Instant.ofEpochMilli(rows.getLong(2)), rows.getString(3)));
            }
        }
        return events;
    }

    void forget(Connection connection, Instant before) throws SQLException {
        for (String table : TABLES) {
            update(connection, new Sql().add("delete from " + table + " where at < ?", before.toEpochMilli()));
        }
    }

    void forget(Connection connection, String id) throws SQLException {
        for (String table : TABLES) {
            update(connection, new Sql().add("delete from " + table + " where subscription_id = ?", id));
        }
    }

    private static void update(Connection connection, Sql sql) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection)) {
            statement.executeUpdate();
        }
    }
}
