package org.painbridge.server.imaging.signing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The table {@code imaging_signing_key}. */
final class KeyTable {

    /** The newest first. */
    List<SigningKey> read(Connection connection) throws SQLException {
        String sql = "select jwk, created from imaging_signing_key order by created desc, kid";
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            List<SigningKey> keys = new ArrayList<>();
            while (rows.next()) {
                keys.add(SigningKey.stored(rows.getBytes(1), Instant.ofEpochMilli(rows.getLong(2))));
            }
            return keys;
        }
    }

    void insert(Connection connection, SigningKey key) throws SQLException {
        String sql = "insert into imaging_signing_key (kid, created, jwk) values (?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key.kid());
            statement.setLong(2, key.created().toEpochMilli());
            statement.setBytes(3, key.jwk());
            statement.executeUpdate();
        }
    }
}
