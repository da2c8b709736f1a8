package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A table of what resources of some types say, which access asks: written with each of them, in its transaction. Its column
 * {@code source} tells which of them says so.
 */
final class StatedRows {
    private final String table;
    private final Set<String> types;
    private final Reading reading;

    /** What the current version of a resource says. */
    @FunctionalInterface
    interface Reading {
        Insert<?> rows(StoredResource stored, Resource resource);
    }

    StatedRows(String table, Set<String> types, Reading reading) {
        this.table = table;
        this.types = Set.copyOf(types);
        this.reading = reading;
    }

    boolean areOf(String type) {
        return types.contains(type);
    }

    /** What a resource that is written, or was deleted, says from now on. */
    void write(StoreTransaction transaction, StoredResource stored, @Nullable Resource resource) throws SQLException {
        if (stored.version() > 1) {
            replace(transaction, stored, resource);
        } else if (resource != null) {
            transaction.insert(reading.rows(stored, resource));
        }
    }

    /** Writes anew what the current version of a resource says. */
    void state(StoreTransaction transaction, String type, String id) throws SQLException {
        Optional<StoredResource> current = transaction.readToChange(type, id);
        if (current.isPresent()) {
            StoredResource stored = current.get();
            replace(transaction, stored, stored.deleted() ? null : transaction.parse(stored));
        }
    }

    private void replace(StoreTransaction transaction, StoredResource stored, @Nullable Resource resource)
            throws SQLException {
        transaction.flush();
        try (PreparedStatement delete =
                transaction.connection().prepareStatement("delete from " + table + " where source = ?")) {
            delete.setString(1, stored.reference());
            delete.executeUpdate();
        }
        if (resource != null) {
            transaction.insert(reading.rows(stored, resource));
        }
    }

    /** Compares the rows that a resource has with those that it should have. */
    void check(Connection connection, StoredResource stored, @Nullable Resource resource, CheckReport report)
            throws SQLException {
        Insert<?> wanted = resource == null ? null : reading.rows(stored, resource);
        List<List<@Nullable Object>> missing = new ArrayList<>(wanted == null ? List.of() : wanted.values());
        int surplus = 0;
        for (List<@Nullable Object> row : rows(connection, stored.reference(), wanted)) {
            surplus += missing.remove(row) ? 0 : 1;
        }
        if (surplus > 0 || !missing.isEmpty()) {
            report.add(stored.versionedReference() + ": rows of " + table + " missing: " + missing.size()
                    + "; surplus: " + surplus);
        }
    }

    private List<List<@Nullable Object>> rows(Connection connection, String source, @Nullable Insert<?> wanted)
            throws SQLException {
        List<String> columns = wanted == null ? List.of("source") : wanted.columns();
        Sql sql =
                new Sql().add("select " + String.join(", ", columns) + " from " + table + " where source = ?", source);
        List<List<@Nullable Object>> found = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= columns.size(); i++) {
                    row.add(rows.getObject(i));
                }
                found.add(row);
            }
        }
        return found;
    }

    /** Looks for rows of what is not here. */
    void checkOwned(Connection connection, CheckReport report) throws SQLException {
        for (String type : types) {
            Sql sql = new Sql()
                    .add("select distinct s.source from " + table + " s where s.source like ?", type + "/%")
                    .add(" and not exists (select 1 from fhir_resource r where r.type_id = ?", NameIds.of(type))
                    .add(" and r.fhir_id = substring(s.source from ?))", type.length() + 2);
            try (PreparedStatement statement = sql.prepare(connection);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    report.add("Rows of " + table + " belong to " + rows.getString(1) + ", which is not here");
                }
            }
        }
    }
}
