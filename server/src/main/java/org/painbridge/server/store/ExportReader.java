package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;

/**
 * Reads all resources of a type in the order of their numbers, a window at a time, so that no step takes long however few
 * resources fit, and no more bodies at once than the limit says. What changed behind the moment asked for is taken from history.
 */
final class ExportReader {
    private static final int WINDOW = 2000;

    private final SearchPlanner planner;
    private final Conditions conditions;
    private final PatientConditions patients;
    private final PatientProvenances provenances;

    ExportReader(
            SearchPlanner planner, Conditions conditions, PatientConditions patients, PatientProvenances provenances) {
        this.planner = planner;
        this.conditions = conditions;
        this.patients = patients;
        this.provenances = provenances;
    }

    private record Window(long end, boolean full) {}

    ExportPage read(Connection connection, ExportQuery query) throws SQLException {
        Window window = window(connection, query);
        List<Long> chosen = new ArrayList<>();
        boolean all = choose(connection, query, window, chosen);
        long position = all ? window.end() : chosen.getLast();
        List<Long> kept = byTarget(query) ? provenances.of(connection, query, chosen) : chosen;
        return new ExportPage(bodies(connection, query, kept), position, !all || window.full());
    }

    private static boolean byTarget(ExportQuery query) {
        return query.patients() != ExportQuery.Patients.ANY && query.type().equals(PatientProvenances.PROVENANCE);
    }

    /**
     * The condition that a resource {@code r0} fits.
     *
     * @throws StoreProblem.Invalid where the search cannot decide which resources are exported
     */
    Sql filter(SearchQuery filter) {
        SearchPlan plan = planner.plan(filter);
        if (plan.criteria().size() != filter.parameters().size()) {
            throw new StoreProblem.Invalid(
                    ErrorCode.INVALID_SEARCH,
                    "http._typeFilter",
                    "_typeFilter takes parameters that resources fit or not: leave out those that order, count, include"
                            + " or shorten, such as _sort");
        }
        return Sql.joined(
                "and",
                plan.criteria().stream()
                        .map(criterion -> conditions.check(criterion, "r0"))
                        .toList());
    }

    private static Window window(Connection connection, ExportQuery query) throws SQLException {
        Sql sql = new Sql()
                .add("select coalesce(max(w.res_id), 0), count(*) from (select res_id from fhir_resource")
                .add(" where type_id = ? and res_id > ?", NameIds.of(query.type()), query.after())
                .add(" order by res_id limit ?) w", WINDOW);
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return new Window(Math.max(rows.getLong(1), query.after()), rows.getInt(2) == WINDOW);
        }
    }

    /** Whether all of the window that fits was chosen. */
    private boolean choose(Connection connection, ExportQuery query, Window window, List<Long> chosen)
            throws SQLException {
        long bytes = 0;
        try (PreparedStatement statement = candidates(query, window).prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                bytes += rows.getLong(2);
                if (bytes > query.maxBytes() && !chosen.isEmpty()) {
                    return false;
                }
                chosen.add(rows.getLong(1));
            }
            return true;
        }
    }

    private Sql candidates(ExportQuery query, Window window) {
        long asOf = query.asOf().toEpochMilli();
        Sql sql = new Sql()
                .add(
                        "select r0.res_id, octet_length(r0.body) from fhir_resource r0 where r0.type_id = ?",
                        NameIds.of(query.type()))
                .add(" and r0.res_id > ? and r0.res_id <= ?", query.after(), window.end())
                .add(" and (not r0.deleted or r0.updated > ?)", asOf);
        Instant since = query.since();
        if (since != null) {
            sql.add(" and r0.updated >= ?", since.toEpochMilli());
        }
        if (!byTarget(query)) {
            sql.add(patients.of(query));
        }
        if (!query.filters().isEmpty()) {
            sql.add(" and ")
                    .add(Sql.joined(
                            "or", query.filters().stream().map(this::filter).toList()));
        }
        return sql.add(" order by r0.res_id");
    }

    private static List<StoredResource> bodies(Connection connection, ExportQuery query, List<Long> chosen)
            throws SQLException {
        if (chosen.isEmpty()) {
            return List.of();
        }
        Sql sql = new Sql()
                .add(
                        "select fhir_id, version, updated, deleted, body, res_id from fhir_resource where type_id = ?",
                        NameIds.of(query.type()))
                .add(" and res_id in ")
                .list(chosen)
                .add(" order by res_id");
        List<StoredResource> found = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                StoredResource current = ResourceReader.row(query.type(), rows);
                StoredResource then = current.updated().isAfter(query.asOf())
                        ? past(connection, query, current.id(), rows.getLong(6))
                        : current;
                if (then != null && !then.deleted() && !before(then.updated(), query.since())) {
                    found.add(then);
                }
            }
        }
        return found;
    }

    private static boolean before(Instant updated, @Nullable Instant since) {
        return since != null && updated.isBefore(since);
    }

    /** The version of the moment; null where there was none yet. */
    private static @Nullable StoredResource past(Connection connection, ExportQuery query, String id, long resId)
            throws SQLException {
        Sql sql = new Sql()
                .add(
                        "select cast(? as varchar(64)), version, updated, deleted, body from fhir_history where type_id = ?",
                        id,
                        NameIds.of(query.type()))
                .add(" and res_id = ? and updated <= ?", resId, query.asOf().toEpochMilli())
                .add(" order by version desc limit 1");
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? ResourceReader.row(query.type(), rows) : null;
        }
    }
}
