package org.painbridge.server.imaging;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.painbridge.imaging.CaseSheet;
import org.painbridge.server.store.Insert;
import org.painbridge.server.store.StoreTransaction;

/** The tables {@code imaging_case} and {@code imaging_vector}: what back-tests run on. */
final class VectorTable {

    /**
     * One order, without the person.
     *
     * @param month 202611 is November 2026
     */
    record Vector(CaseSheet sheet, int month, Stratum stratum, String result) {
        /** An order with hundreds of reasons is no use to a back-test. */
        boolean fits() {
            return sheet.indicationText().length() <= 2000 && sheet.factText().length() <= 8000;
        }

        long key() {
            return VectorTable.key(sheet);
        }
    }

    void insert(StoreTransaction transaction, List<Vector> all) {
        transaction.insert(Insert.into("imaging_case", all)
                .bigint("case_key", Vector::key)
                .text("procedure_key", each -> each.sheet().procedureKey())
                .text("indications", each -> each.sheet().indicationText())
                .text("facts", each -> each.sheet().factText())
                .ifMissing());
        transaction.insert(Insert.into("imaging_vector", all)
                .bigint("case_key", Vector::key)
                .integer("month_no", Vector::month)
                .text("clinic", each -> each.stratum().clinic())
                .integer("age_from", each -> each.stratum().ageFrom())
                .text("sex", each -> each.stratum().sex())
                .text("rurality", each -> each.stratum().rurality())
                .text("result", Vector::result));
    }

    private static long key(CaseSheet sheet) {
        String text = sheet.procedureKey() + "\n" + sheet.indicationText() + "\n" + sheet.factText();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
