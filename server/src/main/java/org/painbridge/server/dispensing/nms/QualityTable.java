package org.painbridge.server.dispensing.nms;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.painbridge.dispensing.nms.NmsProblem;
import org.painbridge.dispensing.nms.QualityCheck.Submitted;
import org.painbridge.server.store.Insert;
import org.painbridge.server.store.Sql;
import org.painbridge.server.store.StoreTransaction;

/** What a pharmacy submitted and what of it was refused; {@code V46__refused_submissions.sql}. */
final class QualityTable {
    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_REASONS = 1000;
    private static final int KEPT_DAYS = 731;

    private final ZoneId zone;

    /** @param zone where the pharmacies are */
    QualityTable(ZoneId zone) {
        this.zone = zone;
    }

    /** A dispense that stands, by the numbers of the pharmacy. */
    record Line(String prescription, String transaction, Submitted submitted) {}

    /**
     * A line that was refused.
     *
     * @param prescription null where there was none, or one that cannot be
     * @param reasons codes
     */
    record Refusal(
            String pharmacy,
            @Nullable String prescription,
            @Nullable String transaction,
            Instant received,
            List<String> reasons) {
        static Refusal of(
                String pharmacy,
                Optional<String> prescription,
                Optional<String> transaction,
                Instant received,
                List<NmsProblem> problems) {
            return new Refusal(
                    pharmacy,
                    fitting(prescription),
                    fitting(transaction),
                    received,
                    problems.stream()
                            .filter(NmsProblem::refuses)
                            .map(problem -> problem.reason().code())
                            .distinct()
                            .toList());
        }

        private static @Nullable String fitting(Optional<String> number) {
            return number.filter(text -> text.length() <= LONGEST_NUMBER).orElse(null);
        }
    }

    /** With them, what is older than two years is forgotten of the same pharmacies. */
    void insert(StoreTransaction transaction, List<Refusal> refusals) throws SQLException {
        if (refusals.isEmpty()) {
            return;
        }
        LocalDate oldest = LocalDate.ofInstant(transaction.now(), zone).minusDays(KEPT_DAYS);
        Sql forget = new Sql()
                .add("delete from nms_refusal where received_on < ? and pharmacy in ", oldest)
                .list(refusals.stream().map(Refusal::pharmacy).distinct().toList());
        try (PreparedStatement statement = forget.prepare(transaction.connection())) {
            statement.executeUpdate();
        }
        transaction.insert(Insert.into("nms_refusal", refusals)
                .text("pharmacy", Refusal::pharmacy)
                .text("prescription", Refusal::prescription)
                .text("transaction_no", Refusal::transaction)
                .bigint("received", each -> each.received().toEpochMilli())
                .day("received_on", each -> LocalDate.ofInstant(each.received(), zone))
                .text("reasons", each -> cut(String.join(" ", each.reasons()))));
    }

    private static String cut(String reasons) {
        return reasons.length() <= LONGEST_REASONS ? reasons : reasons.substring(0, LONGEST_REASONS);
    }

    /** Those of these days that stand, in order of the days. */
    List<Line> submitted(Connection connection, Collection<String> pharmacies, LocalDate from, LocalDate to)
            throws SQLException {
        Sql sql = new Sql()
                .add(
                        "select s.prescription, s.transaction_no, s.dispense_id, s.patient_id, s.dispensed_on, s.received,"
                                + " d.din, d.quantity, d.unit, d.days_supply from nms_submission s"
                                + " join dispense d on d.dispense_id = s.dispense_id where s.reversed is null and s.pharmacy in ")
                .list(pharmacies)
                .add(" and s.dispensed_on >= ? and s.dispensed_on <= ?", from, to)
                .add(" order by s.dispensed_on, s.received, s.prescription, s.transaction_no");
        List<Line> lines = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                lines.add(new Line(rows.getString(1), rows.getString(2), submitted(rows)));
            }
        }
        return lines;
    }

    private Submitted submitted(ResultSet rows) throws SQLException {
        String quantity = rows.getString(8);
        return new Submitted(
                rows.getString(3),
                rows.getString(4),
                rows.getObject(5, LocalDate.class),
                LocalDate.ofInstant(Instant.ofEpochMilli(rows.getLong(6)), zone),
                rows.getString(7),
                quantity == null ? null : new BigDecimal(quantity),
                rows.getString(9),
                rows.getObject(10, Integer.class));
    }

    /** Those that were received on these days, in order. */
    List<Refusal> refused(Connection connection, Collection<String> pharmacies, LocalDate from, LocalDate to)
            throws SQLException {
        Sql sql = new Sql()
                .add(
                        "select pharmacy, prescription, transaction_no, received, reasons from nms_refusal where pharmacy in ")
                .list(pharmacies)
                .add(" and received_on >= ? and received_on <= ?", from, to)
                .add(" order by received, prescription, transaction_no");
        List<Refusal> refusals = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                refusals.add(new Refusal(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        Instant.ofEpochMilli(rows.getLong(4)),
                        List.of(rows.getString(5).split(" "))));
            }
        }
        return refusals;
    }
}
