package org.painbridge.server.dispensing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The one row of {@code product_check}: by which products and rules the stored findings are. */
final class ProductCheckTable {

    /**
     * @param products fingerprint of the table of products and the rules; {@link JudgedBy}
     * @param patient the last one whose dispenses were judged by it; empty once all are
     */
    record Checked(String products, Optional<String> patient) {}

    Optional<Checked> read(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("select products, patient_id from product_check where one = 1");
                ResultSet rows = statement.executeQuery()) {
            return rows.next()
                    ? Optional.of(new Checked(rows.getString(1), Optional.ofNullable(rows.getString(2))))
                    : Optional.empty();
        }
    }

    void write(Connection connection, Checked checked) throws SQLException {
        String update = "update product_check set products = ?, patient_id = ? where one = 1";
        if (set(connection, update, checked) == 0) {
            set(connection, "insert into product_check (products, patient_id, one) values (?, ?, 1)", checked);
        }
    }

    private static int set(Connection connection, String sql, Checked checked) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, checked.products());
            statement.setString(2, checked.patient().orElse(null));
            return statement.executeUpdate();
        }
    }
}
