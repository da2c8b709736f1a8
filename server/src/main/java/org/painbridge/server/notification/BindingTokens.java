package org.painbridge.server.notification;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.painbridge.server.store.Sql;

/** The table {@code notification_token}: what lets a connection hear of Subscriptions, for a while. It has hashes only. */
final class BindingTokens {
    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    /** @param until the last moment, for the connection as well */
    record Bound(List<String> subscriptions, Instant until) {
        Bound {
            subscriptions = List.copyOf(subscriptions);
        }
    }

    /** @return the token, which is nowhere kept */
    String create(Connection connection, Collection<String> subscriptions, Instant until) throws SQLException {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        for (String id : subscriptions) {
            update(
                    connection,
                    new Sql()
                            .add(
                                    "insert into notification_token (token, subscription_id, ends) values (?, ?, ?)",
                                    hash(token),
                                    id,
                                    until.toEpochMilli()));
        }
        return token;
    }

    /** Of no Subscriptions where the token is none, or not any more. */
    Bound find(Connection connection, String token, Instant now) throws SQLException {
        Sql sql = new Sql()
                .add("select subscription_id, ends from notification_token where token = ?", hash(token))
                .add(" and ends > ?", now.toEpochMilli());
        List<String> ids = new ArrayList<>();
        Instant until = now;
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getString(1));
                until = Instant.ofEpochMilli(rows.getLong(2));
            }
        }
        return new Bound(ids, until);
    }

    void forget(Connection connection, Instant before) throws SQLException {
        update(connection, new Sql().add("delete from notification_token where ends < ?", before.toEpochMilli()));
    }

    private static void update(Connection connection, Sql sql) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection)) {
            statement.executeUpdate();
        }
    }

    private static String hash(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every Java has it.
        }
    }
}
