package org.painbridge.server.notification;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.notification.Message.After;
import org.painbridge.server.notification.Subscribed.Attempts;
import org.painbridge.server.notification.Subscribed.Progress;
import org.painbridge.server.notification.Wanted.Pace;
import org.painbridge.server.store.AccessRights.Origin;
import org.painbridge.server.store.Sql;

/** The table {@code notification_subscription}. */
final class SubscriptionTable {
    private static final long NEVER = Long.MAX_VALUE;
    private static final String READ =
            "select subscription_id, nonce, version, state, topic, channel, endpoint, headers, content, most, patience, heartbeat,"
                    + " last_event, delivered, again_from, again_until, attempted, failures, failing_since, holder, claims, task_id,"
                    + " heartbeat_due, looked < last_pending as pending"
                    + " from notification_subscription where ";
    private static final String WAITING = "due <= ? and leased_until <= ? and (state = 'requested' or state = 'active'"
            + " and (delivered < last_event or looked < last_pending or again_from > 0 or heartbeat_due <= ?))";

    /** What its owner wants from now on; the numbers go on. */
    void put(Connection connection, String id, int version, String state, Wanted wanted) throws SQLException {
        if (update(connection, wanted(wanted, version, state).add(" where subscription_id = ?", id))) {
            return;
        }
        update(
                connection,
                new Sql()
                        .add(
                                "insert into notification_subscription (subscription_id, nonce, version, state, topic, endpoint,"
                                        + " content, last_event, delivered, failures, due, leased_until)"
                                        + " values (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0)",
                                id,
                                UUID.randomUUID().toString(),
                                version,
                                state,
                                wanted.topic().code(),
                                wanted.endpoint(),
                                wanted.content()));
        update(connection, wanted(wanted, version, state).add(" where subscription_id = ?", id));
    }

    private static Sql wanted(Wanted wanted, int version, String state) {
        Sql sql = new Sql()
                .add("update notification_subscription set version = ?, state = ?", version, state)
                .add(
                        ", topic = ?, channel = ?",
                        wanted.topic().code(),
                        wanted.channel().code())
                .add(", endpoint = ?, content = ?", wanted.endpoint(), wanted.content())
                .add(", most = ?", wanted.pace().most());
        set(sql, "headers", wanted.headers().isEmpty() ? null : String.join("\n", wanted.headers()));
        set(sql, "owner", wanted.owner());
        set(sql, "patient", wanted.patient());
        set(sql, "patience", millis(wanted.pace().patience()));
        set(sql, "heartbeat", millis(wanted.pace().heartbeat()));
        return sql.add(", heartbeat_due = " + NEVER)
                .add(", failures = 0, failing_since = null, due = 0, lease = null, leased_until = 0");
    }

    private static void set(Sql sql, String column, @Nullable Object value) {
        if (value == null) {
            sql.add(", " + column + " = null");
        } else {
            sql.add(", " + column + " = ?", value);
        }
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    /** By whose rights it counts from now on; who was once looked at stays looked at. */
    void setOrigin(Connection connection, String id, Origin origin, boolean limited) throws SQLException {
        update(
                connection,
                new Sql()
                        .add(
                                "update notification_subscription set holder = ?, claims = ?, limited = limited or ?",
                                origin.holder(),
                                origin.claims(),
                                limited)
                        .add(" where subscription_id = ?", id));
    }

    /** What the server has made of the resource. */
    boolean set(Connection connection, String id, int version, String state) throws SQLException {
        return update(
                connection,
                new Sql()
                        .add("update notification_subscription set version = ?, state = ?", version, state)
                        .add(" where subscription_id = ?", id));
    }

    void setTask(Connection connection, String id, @Nullable String task) throws SQLException {
        Sql sql = new Sql().add("update notification_subscription set version = version");
        set(sql, "task_id", task);
        update(connection, sql.add(" where subscription_id = ?", id));
    }

    /** Sends these again. */
    void again(Connection connection, String id, long from, long until) throws SQLException {
        update(
                connection,
                new Sql()
                        .add(
                                "update notification_subscription set again_from = ?, again_until = ?, due = 0",
                                from,
                                until)
                        .add(" where subscription_id = ?", id));
    }

    void delete(Connection connection, String id) throws SQLException {
        update(connection, new Sql().add("delete from notification_subscription where subscription_id = ?", id));
    }

    Optional<Subscribed> read(Connection connection, String id) throws SQLException {
        return one(connection, new Sql().add(READ + "subscription_id = ?", id));
    }

    /** Those that wait for a message, whoever has waited longest first; by websocket only those of {@code bound}. */
    List<Waiting> waiting(Connection connection, Instant now, int most, Set<String> bound) throws SQLException {
        long at = now.toEpochMilli();
        Sql sql = new Sql()
                .add(
                        "select subscription_id, channel, endpoint from notification_subscription where " + WAITING,
                        at,
                        at,
                        at)
                .add(" and (channel <> 'websocket' or subscription_id = any(?))", (Object) bound.toArray(String[]::new))
                .add(" order by due, subscription_id limit " + most);
        List<Waiting> waiting = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                waiting.add(new Waiting(rows.getString(1), Channel.of(rows.getString(2)), rows.getString(3)));
            }
        }
        return waiting;
    }

    /** A Subscription that waits for a message, and where that goes. */
    record Waiting(String id, Channel channel, String endpoint) {
        /** What it shares with other receivers: a server and its port, or the one that mails go by. */
        String host() {
            return switch (channel) {
                case REST_HOOK, MESSAGE ->
                    String.valueOf(URI.create(endpoint).getRawAuthority()).toLowerCase(Locale.ROOT);
                case EMAIL -> channel.code();
                case WEBSOCKET -> id;
            };
        }
    }

    /**
     * Holds a Subscription that waits; empty where it does not wait any more, somebody has it, or it is by other rights than
     * these.
     */
    Optional<Subscribed> hold(Connection connection, String id, Origin origin, Instant now) throws SQLException {
        long at = now.toEpochMilli();
        return one(
                connection,
                new Sql()
                        .add(READ + "subscription_id = ? and claims = ? and ", id, origin.claims())
                        .add(WAITING + " for update skip locked", at, at, at));
    }

    /**
     * Takes it, which is held, so that no other worker does before the lease is over.
     *
     * @param attempted the last event that it is sent
     */
    void lease(Connection connection, String id, String lease, Instant until, long attempted) throws SQLException {
        update(
                connection,
                new Sql()
                        .add(
                                "update notification_subscription set lease = ?, leased_until = ?, attempted = ?",
                                lease,
                                until.toEpochMilli(),
                                attempted)
                        .add(" where subscription_id = ?", id));
    }

    /** Notes that the receiver has a message, where the lease is still that of the worker. */
    void delivered(Connection connection, Subscribed subscribed, String lease, After after, Instant now)
            throws SQLException {
        Duration heartbeat = subscribed.pace().heartbeat();
        long next = heartbeat == null ? NEVER : now.plus(heartbeat).toEpochMilli();
        update(
                connection,
                new Sql()
                        .add("update notification_subscription set delivered = ?,", after.delivered())
                        // Unless other events were asked for meanwhile.
                        .add(
                                " again_from = case when again_from = ? then cast(? as bigint) else again_from end,",
                                subscribed.progress().againFrom(),
                                after.again())
                        .add(" heartbeat_due = ?, failures = 0,", next)
                        .add(" failing_since = null, due = 0, lease = null, leased_until = 0")
                        .add(" where subscription_id = ? and lease = ?", subscribed.id(), lease));
    }

    /** Notes that the receiver does not have it, where the lease is still that of the worker. */
    void failed(Connection connection, String id, String lease, Instant since, int failures, Instant due)
            throws SQLException {
        update(
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
        Long failingSince = number(rows, "failing_since");
        String nonce = rows.getString("nonce");
        return new Subscribed(
                rows.getString("subscription_id"),
                nonce == null ? "" : nonce,
                rows.getInt("version"),
                rows.getString("state"),
                Topic.stored(rows.getString("topic")),
                Channel.of(rows.getString("channel")),
                rows.getString("endpoint"),
                headers(rows.getString("headers")),
                rows.getString("content"),
                new Pace(rows.getInt("most"), duration(rows, "patience"), duration(rows, "heartbeat")),
                new Progress(
                        rows.getLong("last_event"),
                        rows.getLong("delivered"),
                        rows.getLong("again_from"),
                        rows.getLong("again_until"),
                        rows.getLong("attempted")),
                new Attempts(rows.getInt("failures"), failingSince == null ? null : Instant.ofEpochMilli(failingSince)),
                new Origin(rows.getString("holder"), rows.getString("claims")),
                rows.getString("task_id"),
                Instant.ofEpochMilli(rows.getLong("heartbeat_due")),
                rows.getBoolean("pending"));
    }

    private static List<String> headers(@Nullable String lines) {
        return lines == null ? List.of() : lines.lines().toList();
    }

    private static @Nullable Duration duration(ResultSet rows, String column) throws SQLException {
        Long millis = number(rows, column);
        return millis == null ? null : Duration.ofMillis(millis);
    }

    private static @Nullable Long number(ResultSet rows, String column) throws SQLException {
        long number = rows.getLong(column);
        return rows.wasNull() ? null : number;
    }
}
