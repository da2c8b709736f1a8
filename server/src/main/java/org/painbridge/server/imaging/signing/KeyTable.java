package org.painbridge.server.imaging.signing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The table {@code imaging_signing_key}. What is in it is encrypted. */
final class KeyTable {
    private final KeySafe safe;

    KeyTable(KeySafe safe) {
        this.safe = safe;
    }

    /** The newest first. */
    List<SigningKey> read(Connection connection) throws SQLException {
        String sql = "select jwk, created from imaging_signing_key order by created desc, kid";
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            List<SigningKey> keys = new ArrayList<>();
            while (rows.next()) {
                keys.add(SigningKey.stored(safe.open(rows.getBytes(1)), Instant.ofEpochMilli(rows.getLong(2))));
            }
            return keys;
        }
    }

    void insert(Connection connection, SigningKey key) throws SQLException {
        String sql = "insert into imaging_signing_key (kid, created, jwk) values (?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key.kid());
            statement.setLong(2, key.created().toEpochMilli());
            statement.setBytes(3, safe.lock(key.jwk()));
            statement.executeUpdate();
        }
    }

    void update(Connection connection, SigningKey key) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update imaging_signing_key set jwk = ? where kid = ?")) {
            statement.setBytes(1, safe.lock(key.jwk()));
            statement.setString(2, key.kid());
            statement.executeUpdate();
        }
    }

    void delete(Connection connection, SigningKey key) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("delete from imaging_signing_key where kid = ?")) {
            statement.setString(1, key.kid());
            statement.executeUpdate();
        }
    }

    /** Whether a key is not encrypted as it would be now. */
    boolean isOutdated(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select jwk from imaging_signing_key");
                ResultSet rows = statement.executeQuery()) {
            boolean outdated = false;
            while (rows.next()) {
                outdated |= safe.isOutdated(rows.getBytes(1));
            }
            return outdated;
        }
    }
}
