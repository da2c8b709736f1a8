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

/** The table {@code notification_event}, and the numbers that it takes. */
final class EventTable {

    /** Subscriptions that hear of at least one of these, and maybe some that do not. */
    List<Listener> listeners(Connection connection, Collection<Happening> happenings) throws SQLException {
        Set<String> topics = new TreeSet<>();
        Set<String> owners = new TreeSet<>();
        Set<String> patients = new TreeSet<>();
        for (Happening happening : happenings) {
            happening.topics().forEach(topic -> topics.add(topic.code()));
            owners.add(String.valueOf(happening.owner()));
            patients.add(String.valueOf(happening.patient()));
        }
        Sql sql = new Sql()
                .add("select subscription_id, topic, owner, patient from notification_subscription"
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
                        rows.getString(1), Topic.stored(rows.getString(2)), rows.getString(3), rows.getString(4)));
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
        Sql count = new Sql()
                .add("update notification_subscription set last_event = last_event + 1 where subscription_id in ")
                .list(ids);
        Sql insert = new Sql()
                .add(
                        "insert into notification_event (subscription_id, event_no, at, focus)"
                                + " select subscription_id, last_event, cast(? as bigint), cast(? as varchar(200))"
                                + " from notification_subscription where subscription_id in ",
                        at.toEpochMilli(),
                        focus)
                .list(ids);
        for (Sql sql : List.of(count, insert)) {
            try (PreparedStatement statement = sql.prepare(connection)) {
                statement.executeUpdate();
            }
        }
    }

    /** In order, at most {@code most}. */
    List<Event> read(Connection connection, String id, long first, long last, int most) throws SQLException {
        Sql sql = new Sql()
                .add("select event_no, at, focus from notification_event where subscription_id = ?", id)
                .add(" and event_no >= ? and event_no <= ? order by event_no limit " + most, first, last);
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
        update(connection, new Sql().add("delete from notification_event where at < ?", before.toEpochMilli()));
    }

    void forget(Connection connection, String id) throws SQLException {
        update(connection, new Sql().add("delete from notification_event where subscription_id = ?", id));
    }

    private static void update(Connection connection, Sql sql) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection)) {
            statement.executeUpdate();
        }
    }
}
