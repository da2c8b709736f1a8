package org.painbridge.server.careplan.figures;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.Insert;
import org.painbridge.server.store.StoreTransaction;

/** The tables {@code careplan_review} and {@code careplan_activity}, {@code V34__careplan_figures.sql}. */
public final class FigureTable {
    private static final double HOUR = 3_600_000;
    private static final double DAY = 24 * HOUR;
    private static final String MEDIAN = "percentile_cont(0.5) within group (order by ";

    /**
     * A review that was asked for just now.
     *
     * @param organization id of the organization of whoever was asked; null where none is known
     * @param sender id of the organization of who asked
     * @param referral id of the ServiceRequest that the plan answers
     * @param referred when that was written, in epoch milliseconds, as all moments
     */
    public record Asked(
            String task,
            @Nullable String organization,
            @Nullable String sender,
            @Nullable String referral,
            @Nullable Long referred,
            long pushed,
            @Nullable Long due) {}

    /** Before the transaction ends. */
    public void add(StoreTransaction transaction, Asked asked) {
        transaction.insert(Insert.into("careplan_review", List.of(asked))
                .text("task_id", Asked::task)
                .text("organization", Asked::organization)
                .text("sender", Asked::sender)
                .text("referral", Asked::referral)
                .bigint("referred", Asked::referred)
                .bigint("pushed", Asked::pushed)
                .bigint("due", Asked::due));
    }

    /** Only the first moment counts. */
    public void acknowledged(Connection connection, String task, long at) throws SQLException {
        run(
                connection,
                "update careplan_review set acknowledged = ? where task_id = ? and acknowledged is null",
                at,
                task);
    }

    /** Only the first decision counts. */
    public void decided(Connection connection, String task, String decision, long at) throws SQLException {
        run(
                connection,
                "update careplan_review set decided = ?, decision = ? where task_id = ? and decided is null",
                at,
                decision,
                task);
    }

    /** Before the transaction ends. */
    public void addActivity(
            StoreTransaction transaction, String task, @Nullable String organization, long asked, String state) {
        transaction.insert(Insert.into("careplan_activity", List.of(task))
                .text("task_id", own -> own)
                .text("organization", own -> organization)
                .bigint("asked", own -> asked)
                .text("state", own -> state));
    }

    public void activity(Connection connection, String task, String state) throws SQLException {
        run(connection, "update careplan_activity set state = ? where task_id = ?", state, task);
    }

    public void forget(Connection connection, String task) throws SQLException {
        run(connection, "delete from careplan_review where task_id = ?", task);
        run(connection, "delete from careplan_activity where task_id = ?", task);
    }

    /** The counts and medians of a scope, each of the three parts by one statement. */
    Counts counts(Connection connection, FigureScope scope) throws SQLException {
        Counts counts = new Counts();
        String reviews = "select count(*), count(acknowledged), count(decided),"
                + " coalesce(sum(case when decision = 'accepted' then 1 else 0 end), 0),"
                + " coalesce(sum(case when decided <= due then 1 else 0 end), 0), "
                + MEDIAN + "acknowledged - pushed), " + MEDIAN + "decided - pushed)"
                + " from careplan_review where " + scope.where("pushed", "organization");
        read(connection, reviews, scope, row -> {
            counts.count("asked", row.getLong(1));
            counts.count("acknowledged", row.getLong(2));
            counts.count("decided", row.getLong(3));
            counts.count("accepted", row.getLong(4));
            counts.count("in-time", row.getLong(5));
            counts.median("acknowledged", row.getDouble(6) / HOUR);
            counts.median("decided", row.getDouble(7) / DAY);
        });
        String referrals = "select count(*), " + MEDIAN + "answered - referred) from (select referral,"
                + " min(referred) as referred, min(pushed) as answered, min(sender) as sender from careplan_review"
                + " where referral is not null group by referral) plans where " + scope.where("answered", "sender");
        read(connection, referrals, scope, row -> {
            counts.count("referrals", row.getLong(1));
            counts.median("referrals", row.getDouble(2) / DAY);
        });
        String activities = "select count(*),"
                + " coalesce(sum(case when state not in ('requested', 'received', 'rejected', 'cancelled') then 1 else 0 end), 0),"
                + " coalesce(sum(case when state = 'rejected' then 1 else 0 end), 0),"
                + " coalesce(sum(case when state = 'completed' then 1 else 0 end), 0)"
                + " from careplan_activity where " + scope.where("asked", "organization");
        read(connection, activities, scope, row -> {
            counts.count("activities", row.getLong(1));
            counts.count("activities-accepted", row.getLong(2));
            counts.count("activities-declined", row.getLong(3));
            counts.count("activities-done", row.getLong(4));
        });
        return counts;
    }

    @FunctionalInterface
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private static void read(Connection connection, String sql, FigureScope scope, RowReader reader)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            scope.bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                reader.read(rows);
            }
        }
    }

    private static void run(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
