package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of {@code fhir_history} of one resource, in numbers.
 *
 * @param odd how many are neither a delete without content nor a version with it
 */
record PastVersions(int count, int first, int last, int odd) {
    static final PastVersions NONE = new PastVersions(0, 1, 0, 0);

    /** By row number; a resource without any is not in the answer. */
    static Map<Long, PastVersions> of(Connection connection, List<ResourceScan.Found> page) throws SQLException {
        Sql sql = ResourceScan.ofResources(
                        "select res_id, count(*), min(version), max(version),"
                                + " sum(case when deleted = (body is null) then 0 else 1 end) from fhir_history",
                        page.stream().map(ResourceScan.Found::resId).toList())
                .add(
                        " and type_id = ? group by res_id",
                        NameIds.of(page.getFirst().stored().type()));
        Map<Long, PastVersions> byResource = new HashMap<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                byResource.put(
                        rows.getLong(1),
                        new PastVersions(rows.getInt(2), rows.getInt(3), rows.getInt(4), rows.getInt(5)));
            }
        }
        return byResource;
    }

    /** Whether they are 1, 2, 3 and so on up to the one before {@code version}; no number is there twice. */
    boolean leadTo(int version) {
        return first == 1 && last == version - 1 && count == last;
    }
}
