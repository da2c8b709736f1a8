package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.painbridge.server.store.HistoryPage.Origin;
import org.painbridge.server.store.HistoryPage.Version;

/** Reads the versions of one resource in one statement, so that a write at the same time neither repeats nor hides one. */
final class HistoryReader {
    private static final String COLUMNS = """
            select v.fhir_id, v.version, v.updated, v.deleted, v.body,
              (select p.deleted from fhir_history p
                where p.type_id = v.type_id and p.res_id = v.res_id and p.version = v.version - 1),
              (select count(*) from fhir_history c where c.type_id = v.type_id and c.res_id = v.res_id and\s""";
    private static final String LATEST = ") + case when v.latest >= ? and v.latest <= ? then 1 else 0 end ";
    private static final String VERSIONS = """
            from (select r.type_id, r.res_id, r.fhir_id, r.version, r.updated, r.deleted, r.body, r.updated as latest
                  from fhir_resource r where r.type_id = ? and r.fhir_id = ?
                union all
                  select h.type_id, h.res_id, r.fhir_id, h.version, h.updated, h.deleted, h.body, r.updated as latest
                  from fhir_resource r join fhir_history h on h.type_id = r.type_id and h.res_id = r.res_id
                  where r.type_id = ? and r.fhir_id = ?) v
            where\s""";

    private final int defaultCount;
    private final int maxCount;
    private final ZoneId zone;

    /** @param zone of dates without a time */
    HistoryReader(int defaultCount, int maxCount, ZoneId zone) {
        this.defaultCount = defaultCount;
        this.maxCount = maxCount;
        this.zone = zone;
    }

    HistoryPage read(Connection connection, HistoryQuery query) throws SQLException {
        Integer asked = query.count();
        int count = asked == null ? defaultCount : Math.min(asked, maxCount);
        List<Version> versions = new ArrayList<>();
        long total = 0;
        try (PreparedStatement statement = versions(query, count + 1).prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                versions.add(version(query.type(), rows));
                total = rows.getLong(7);
            }
        }
        boolean more = versions.size() > count;
        List<Version> page = more ? versions.subList(0, count) : versions;
        String next =
                more && count > 0 ? Integer.toString(page.getLast().stored().version()) : null;
        return new HistoryPage(page, total, next);
    }

    private Sql versions(HistoryQuery query, int limit) {
        HistorySpan span = HistorySpan.of(query.since(), query.at(), zone);
        int typeId = NameIds.of(query.type());
        Integer before = query.before();
        return new Sql()
                .add(COLUMNS)
                .add(span.includes("c"))
                .add(LATEST, span.since(), span.high())
                .add(VERSIONS, typeId, query.id(), typeId, query.id())
                .add(span.includes("v"))
                .add(" and v.version < ?", before == null ? Integer.MAX_VALUE : before)
                .add(" order by v.version desc limit ?", limit);
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
