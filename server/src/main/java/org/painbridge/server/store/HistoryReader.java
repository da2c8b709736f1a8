package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.painbridge.server.store.HistoryPage.Origin;
import org.painbridge.server.store.HistoryPage.Version;

/** Reads the versions of one resource in one statement, so that a write at the same time neither repeats nor hides one. */
final class HistoryReader {
    private static final String VERSIONS = """
            select v.fhir_id, v.version, v.updated, v.deleted, v.body,
              (select p.deleted from fhir_history p
                where p.type_id = v.type_id and p.res_id = v.res_id and p.version = v.version - 1),
              (select count(*) from fhir_history c
                where c.type_id = v.type_id and c.res_id = v.res_id and c.updated >= ?)
                + case when v.latest >= ? then 1 else 0 end
            from (select r.type_id, r.res_id, r.fhir_id, r.version, r.updated, r.deleted, r.body, r.updated as latest
                  from fhir_resource r where r.type_id = ? and r.fhir_id = ?
                union all
                  select h.type_id, h.res_id, r.fhir_id, h.version, h.updated, h.deleted, h.body, r.updated as latest
                  from fhir_resource r join fhir_history h on h.type_id = r.type_id and h.res_id = r.res_id
                  where r.type_id = ? and r.fhir_id = ?) v
            where v.updated >= ? and v.version < ?
            order by v.version desc limit ?""";

    private final int defaultCount;
    private final int maxCount;

    HistoryReader(int defaultCount, int maxCount) {
        this.defaultCount = defaultCount;
        this.maxCount = maxCount;
    }

    HistoryPage read(Connection connection, HistoryQuery query) throws SQLException {
        Integer asked = query.count();
        int count = asked == null ? defaultCount : Math.min(asked, maxCount);
        List<Version> versions = new ArrayList<>();
        long total = 0;
        try (PreparedStatement statement = connection.prepareStatement(VERSIONS)) {
            set(statement, query, count + 1);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    versions.add(version(query.type(), rows));
                    total = rows.getLong(7);
                }
            }
        }
        boolean more = versions.size() > count;
        List<Version> page = more ? versions.subList(0, count) : versions;
        String next =
                more && count > 0 ? Integer.toString(page.getLast().stored().version()) : null;
        return new HistoryPage(page, total, next);
    }

    private static void set(PreparedStatement statement, HistoryQuery query, int limit) throws SQLException {
        Instant asked = query.since();
        long since = asked == null ? Long.MIN_VALUE : asked.toEpochMilli();
        Integer before = query.before();
        int typeId = NameIds.of(query.type());
        statement.setLong(1, since);
        statement.setLong(2, since);
        statement.setInt(3, typeId);
        statement.setString(4, query.id());
        statement.setInt(5, typeId);
        statement.setString(6, query.id());
        statement.setLong(7, since);
        statement.setInt(8, before == null ? Integer.MAX_VALUE : before);
        statement.setInt(9, limit);
    }

    /** Columns fhir_id, version, updated, deleted, body, and whether the version before was a delete. */
    static Version version(String type, ResultSet rows) throws SQLException {
        StoredResource stored = ResourceReader.row(type, rows);
        return new Version(stored, origin(stored, rows.getBoolean(6)));
    }

    private static Origin origin(StoredResource stored, boolean afterDelete) {
        if (stored.deleted()) {
            return Origin.DELETED;
        }
        if (stored.version() == 1 && Ids.madeHere(stored.id(), stored.updated())) {
            return Origin.CREATED;
        }
        return stored.version() == 1 || afterDelete ? Origin.PUT_ANEW : Origin.CHANGED;
    }
}
