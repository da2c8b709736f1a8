package org.painbridge.server.imaging.backtest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.painbridge.imaging.CaseSheet;

/** Stored cases of some months. The rows come in portions, so that a million of them need no memory of their own. */
final class StoredCohort implements Cohort {
    private static final int PORTION = 5000;
    private static final String MONTHS = "month_no between ? and ?";

    private final Connection connection;
    private final int fromMonth;
    private final int untilMonth;

    /** @param connection within a transaction: without one PostgreSQL would send all rows at once */
    StoredCohort(Connection connection, int fromMonth, int untilMonth) {
        this.connection = connection;
        this.fromMonth = fromMonth;
        this.untilMonth = untilMonth;
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    @Override
    public void cases(BiConsumer<Long, CaseSheet> consumer) throws SQLException {
        String sql = "select case_key, procedure_key, indications, facts from imaging_case where case_key in"
                + " (select case_key from imaging_vector where " + MONTHS + ")";
        read(
                sql,
                row -> consumer.accept(
                        row.getLong(1), CaseSheet.of(row.getString(2), row.getString(3), row.getString(4))));
    }

    @Override
    public void groups(Consumer<Group> consumer) throws SQLException {
        String sql = "select case_key, clinic, age_from, sex, rurality, count(*) from imaging_vector where " + MONTHS
                + " group by case_key, clinic, age_from, sex, rurality";
        read(sql, row -> consumer.accept(group(row)));
    }

    private static Group group(ResultSet row) throws SQLException {
        List<String> strata = List.of(
                Objects.requireNonNullElse(row.getString(2), "unknown"),
                Objects.requireNonNullElse(row.getString(3), "unknown"),
                row.getString(4),
                row.getString(5));
        return new Group(row.getLong(1), strata, row.getLong(6));
    }

    private void read(String sql, Row each) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(PORTION);
            statement.setInt(1, fromMonth);
            statement.setInt(2, untilMonth);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    each.read(rows);
                }
            }
        }
    }
}
