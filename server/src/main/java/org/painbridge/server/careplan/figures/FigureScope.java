package org.painbridge.server.careplan.figures;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What figures are about.
 *
 * @param organization id; null for all
 * @param first day
 * @param last day
 */
record FigureScope(@Nullable String organization, LocalDate first, LocalDate last, ZoneId zone) {
    String where(String moment, String column) {
        String period = moment + " >= ? and " + moment + " < ?";
        return organization == null ? period : period + " and " + column + " = ?";
    }

    void bind(PreparedStatement statement) throws SQLException {
        statement.setLong(1, start(first));
        statement.setLong(2, start(last.plusDays(1)));
        if (organization != null) {
            statement.setString(3, organization);
        }
    }

    long start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
