package org.painbridge.server.packages;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.painbridge.server.store.Insert;
import org.painbridge.server.store.StoreTransaction;

/** What is installed, {@code V15__packages.sql}. */
final class PackageTable {

    /** @param version of the definition; empty where it has none */
    record Definition(String type, String url, String version, byte[] body) {}

    /** A higher number after each installation; 0 before the first. */
    long revision(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("select coalesce(max(revision), 0) from installed_package");
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The version of a package that is installed. */
    Optional<String> version(Connection connection, String packageName) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select version from installed_package where name = ?")) {
            statement.setString(1, packageName);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    /** Which other package has brought that definition. */
    Optional<String> owner(Connection connection, Definition definition, String packageName) throws SQLException {
        String sql = "select package_name from installed_definition"
                + " where type = ? and url = ? and version = ? and package_name <> ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, definition.type());
            statement.setString(2, definition.url());
            statement.setString(3, definition.version());
            statement.setString(4, packageName);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    List<byte[]> bodies(Connection connection, String type) throws SQLException {
        String sql = "select body from installed_definition where type = ? order by url, version";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, type);
            try (ResultSet rows = statement.executeQuery()) {
                List<byte[]> bodies = new ArrayList<>();
                while (rows.next()) {
                    bodies.add(rows.getBytes(1));
                }
                return bodies;
            }
        }
    }

    /** In place of what the same package has brought before. */
    void replace(StoreTransaction transaction, FhirPackage installed, List<Definition> definitions)
            throws SQLException {
        Connection connection = transaction.connection();
        long revision = revision(connection) + 1;
        for (String sql : List.of(
                "delete from installed_definition where package_name = ?",
                "delete from installed_package where name = ?")) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, installed.name());
                statement.executeUpdate();
            }
        }
        transaction.insert(Insert.into("installed_package", List.of(installed))
                .text("name", FhirPackage::name)
                .text("version", FhirPackage::version)
                .bigint("revision", each -> revision)
                .bigint("installed", each -> transaction.now().toEpochMilli()));
        transaction.insert(Insert.into("installed_definition", definitions)
                .text("package_name", each -> installed.name())
                .text("type", Definition::type)
                .text("url", Definition::url)
                .text("version", Definition::version)
                .bytes("body", Definition::body));
    }
}
