package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.EverythingSpan.Span;

/**
 * Reads a patient's resources type by type, each in the order of its numbers, so that a page needs nothing but the place
 * where the one before ended; with each page what its resources refer to.
 */
final class EverythingReader {
    private final PatientCompartment compartment;
    private final EverythingSpan spans;
    private final SupportingResources supporting;
    private final ScopeConditions scopes;
    private final int defaultCount;
    private final int maxCount;

    EverythingReader(
            PatientCompartment compartment,
            EverythingSpan spans,
            SupportingResources supporting,
            ScopeConditions scopes,
            int defaultCount,
            int maxCount) {
        this.compartment = compartment;
        this.spans = spans;
        this.supporting = supporting;
        this.scopes = scopes;
        this.defaultCount = defaultCount;
        this.maxCount = maxCount;
    }

    /** Patient first, then in the order of the alphabet. */
    List<String> types() {
        return Stream.concat(
                        compartment.types().stream(),
                        PatientCompartment.SUPPORTING.stream().sorted())
                .distinct()
                .toList();
    }

    private record Row(long resId, StoredResource stored) {}

    /** @throws StoreProblem.Invalid if the cursor is not one of such a question, or a date is none */
    SearchPage read(Connection connection, AccessScope scope, EverythingQuery query) throws SQLException {
        int count = query.count() == null ? defaultCount : Math.min(query.count(), maxCount);
        List<Row> rows = rows(connection, scope, query, count + 1);
        boolean more = rows.size() > count;
        List<Row> page = more ? rows.subList(0, count) : rows;
        List<StoredResource> own = page.stream().map(Row::stored).toList();
        SupportingResources.Found found = supporting.of(connection, scope, query, own);
        return new SearchPage(
                own.stream().filter(stored -> wanted(query, stored.type())).toList(),
                found.resources(),
                null,
                more ? cursor(page.getLast()) : null,
                List.of(),
                List.of(),
                found.cut() ? List.of("What the resources of this page refer to") : List.of());
    }

    private List<Row> rows(Connection connection, AccessScope scope, EverythingQuery query, int limit)
            throws SQLException {
        List<String> types = walked(query);
        Cursor cursor = cursor(query, types);
        int first = cursor == null ? 0 : types.indexOf(cursor.keys().getFirst());
        Set<Integer> present = present(connection, query);
        Span span = spans.of(query);
        List<Row> rows = new ArrayList<>();
        for (int i = first; i < types.size() && rows.size() < limit; i++) {
            String type = types.get(i);
            boolean any = type.equals(PatientCompartment.PATIENT)
                    || compartment.indexes(type).stream().anyMatch(present::contains);
            if (any) {
                long after = cursor != null && i == first ? cursor.resId() : 0;
                rows.addAll(read(
                        connection, type, page(scope, query, type, after, span).add(" limit ?", limit - rows.size())));
            }
        }
        return rows;
    }

    /** All types where something that they refer to is wanted, else those that are. */
    private List<String> walked(EverythingQuery query) {
        boolean all =
                query.types().isEmpty() || query.types().stream().anyMatch(PatientCompartment.SUPPORTING::contains);
        return compartment.types().stream()
                .filter(type -> all || query.types().contains(type))
                .toList();
    }

    static boolean wanted(EverythingQuery query, String type) {
        return query.types().isEmpty() || query.types().contains(type);
    }

    /** By which indexes the patient has anything: most of them lead nowhere. */
    private Set<Integer> present(Connection connection, EverythingQuery query) throws SQLException {
        Sql sql = new Sql()
                .add("select distinct i.param_id from fhir_text i where i.term = ? and ", query.patientId())
                .add(compartment.rows(compartment.types()));
        Set<Integer> present = new HashSet<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                present.add(rows.getInt(1));
            }
        }
        return present;
    }

    private Sql page(AccessScope scope, EverythingQuery query, String type, long after, Span span) {
        Sql sql = new Sql().add("select r.fhir_id, r.version, r.updated, r.deleted, r.body, r.res_id from ");
        if (type.equals(PatientCompartment.PATIENT)) {
            sql.add("fhir_resource r where r.type_id = ? and r.fhir_id = ?", NameIds.of(type), query.patientId())
                    .add(" and not r.deleted");
        } else {
            sql.add(
                            "(select distinct i.res_id from fhir_text i where i.term = ? and i.res_id > ?",
                            query.patientId(),
                            after)
                    .add(" and ")
                    .add(compartment.rows(List.of(type)))
                    .add(") i")
                    .add(ResourceReader.ofRows("r", "i"), NameIds.of(type));
        }
        sql.add(" and r.res_id > ?", after).add(scopes.of(scope, "r", type));
        Instant since = query.since();
        if (since != null) {
            sql.add(" and r.updated >= ?", since.toEpochMilli());
        }
        return sql.add(spans.within(type, span)).add(" order by r.res_id");
    }

    private static List<Row> read(Connection connection, String type, Sql sql) throws SQLException {
        List<Row> found = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(new Row(rows.getLong(6), ResourceReader.row(type, rows)));
            }
        }
        return found;
    }

    private static String cursor(Row last) {
        return new Cursor(last.resId(), List.of(last.stored().type())).encode();
    }

    private static @Nullable Cursor cursor(EverythingQuery query, List<String> types) {
        if (query.cursor() == null) {
            return null;
        }
        try {
            Cursor cursor = Cursor.decode(query.cursor(), List.of(String.class));
            if (types.contains(String.valueOf(cursor.keys().getFirst()))) {
                return cursor;
            }
        } catch (IllegalArgumentException e) {
            throw damaged();
        }
        throw damaged();
    }

    private static StoreProblem.Invalid damaged() {
        return new StoreProblem.Invalid(
                ErrorCode.INVALID_SEARCH,
                "http._cursor",
                "This page link is damaged or belongs to another question: start from the first page again");
    }
}
