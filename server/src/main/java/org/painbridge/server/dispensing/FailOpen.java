package org.painbridge.server.dispensing;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.painbridge.clinical.PatientRef;
import org.painbridge.server.store.Insert;
import org.painbridge.server.store.StoreTransaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rules that fail keep no dispense from being stored: the patient is judged again later, see {@link Rechecks}. */
final class FailOpen {
    private static final Logger LOG = LoggerFactory.getLogger(FailOpen.class);

    private FailOpen() {}

    /** Empty where the rules fail. */
    static <T> Optional<T> attempt(StoreTransaction transaction, PatientRef patient, Supplier<T> rules) {
        try {
            return Optional.of(rules.get());
        } catch (RuntimeException e) {
            LOG.error("The rules failed for a dispense; they are applied again later", e);
            transaction.insert(Insert.into("dispense_recheck", List.of(patient.id()))
                    .text("patient_id", id -> id)
                    .bigint("queued", id -> transaction.now().toEpochMilli())
                    .ifMissing());
            return Optional.empty();
        }
    }
}
