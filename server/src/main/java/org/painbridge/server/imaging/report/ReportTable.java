package org.painbridge.server.imaging.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts over the tables {@code imaging_decision} and {@code imaging_feedback}. */
final class ReportTable {

    /** How many decisions came to what: category, or why there is none. */
    Map<String, Long> results(Connection connection, ReportScope scope) throws SQLException {
        return counts(connection, "select d.result, count(*) from imaging_decision d where ", "d.result", scope);
    }

    /** How many decisions each scenario made. */
    Map<String, Long> scenarios(Connection connection, ReportScope scope) throws SQLException {
        String select = "select d.scenario, count(*) from imaging_decision d where d.scenario is not null and ";
        return counts(connection, select, "d.scenario", scope);
    }

    /** How many decisions were overridden, by code of the reason; {@code none} where nobody said why. */
    Map<String, Long> overrides(Connection connection, ReportScope scope) throws SQLException {
        String reason = "coalesce(f.reason_code, 'none')";
        String select = "select " + reason + ", count(distinct d.decision_id) from imaging_decision d"
                + " join imaging_feedback f on f.decision_id = d.decision_id where f.outcome = 'overridden' and ";
        return counts(connection, select, reason, scope);
    }

    /** Of each practitioner with enough decisions, the share that was appropriate. */
    Map<String, Double> appropriateShares(Connection connection, ReportScope scope) throws SQLException {
        String sql = "select d.practitioner, avg(case when d.result = 'appropriate' then 1.0 else 0.0 end)"
                + " from imaging_decision d where d.practitioner is not null and " + scope.condition()
                + " group by d.practitioner having count(*) >= " + Cells.LEAST;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, scope);
            try (ResultSet rows = statement.executeQuery()) {
                Map<String, Double> shares = new LinkedHashMap<>();
                while (rows.next()) {
                    shares.put(rows.getString(1), rows.getDouble(2));
                }
                return shares;
            }
        }
    }

    private static Map<String, Long> counts(Connection connection, String select, String group, ReportScope scope)
            throws SQLException {
        String sql = select + scope.condition() + " group by " + group + " order by 1";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, scope);
            try (ResultSet rows = statement.executeQuery()) {
                Map<String, Long> counts = new LinkedHashMap<>();
                while (rows.next()) {
                    counts.put(rows.getString(1), rows.getLong(2));
                }
                return counts;
            }
        }
    }

    private static void bind(PreparedStatement statement, ReportScope scope) throws SQLException {
        List<Object> values = new ArrayList<>(
                List.of(scope.from().toEpochMilli(), scope.until().toEpochMilli()));
        if (scope.id() != null) {
            values.add(scope.id());
        }
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
    }
}
