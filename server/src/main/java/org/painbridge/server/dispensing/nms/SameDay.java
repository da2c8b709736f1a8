package org.painbridge.server.dispensing.nms;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.painbridge.dispensing.ProviderKey;
import org.painbridge.dispensing.nms.Submission;
import org.painbridge.server.store.Sql;
import org.painbridge.server.store.StoreTransaction;

/** Which supplies patients have on which day: the same one under other numbers may be a slip. */
final class SameDay {

    /** What makes two dispenses look like one. */
    record Supply(String patientId, String pharmacy, String din, LocalDate day, BigDecimal quantity) {
        Supply {
            quantity = quantity.stripTrailingZeros();
        }

        /** Of a submission that nothing is wrong with. */
        static Supply of(String patientId, Submission submission) {
            return new Supply(
                    patientId,
                    submission.people().pharmacy().map(ProviderKey::text).orElseThrow(),
                    submission.drug().dins().getFirst(),
                    submission.when().day().orElseThrow(),
                    submission.supply().quantity().orElseThrow());
        }
    }

    /** The dispenses of each supply, by id. */
    Map<Supply, Set<String>> of(StoreTransaction transaction, Collection<String> patients, Collection<LocalDate> days)
            throws SQLException {
        Map<Supply, Set<String>> found = new HashMap<>();
        if (patients.isEmpty() || days.isEmpty()) {
            return found;
        }
        Sql sql = new Sql()
                .add(
                        "select patient_id, pharmacy, din, handed_on, quantity, dispense_id from dispense where pharmacy is not null"
                                + " and din is not null and quantity is not null and unplaced is null and patient_id in ")
                .list(patients)
                .add(" and handed_by in ")
                .list(days);
        try (PreparedStatement statement = sql.prepare(transaction.connection());
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                Supply supply = new Supply(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getObject(4, LocalDate.class),
                        new BigDecimal(rows.getString(5)));
                found.computeIfAbsent(supply, none -> new HashSet<>()).add(rows.getString(6));
            }
        }
        return found;
    }
}
