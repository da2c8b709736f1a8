package org.painbridge.server.dispensing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.store.FhirStore;
import org.springframework.beans.factory.annotation.Autowired;

/** What was believed of a dispense is made anew while somebody writes it. */
abstract class RebuildRaceScenarios extends MonitoringScenarios {
    private static final long PATIENCE_SECONDS = 20;

    @Autowired
    private FhirStore store;

    @Autowired
    private DispenseRebuild rebuild;

    @Test
    void aDispenseThatIsCorrectedMeanwhileReadsAsItWasCorrected() throws Exception {
        String id = post("900001", "2026-11-01").id();
        database().sql("delete from dispense where dispense_id = ?").param(id).update(); // An earlier build read less.

        whileItIsMadeAnew(id, dispense -> dispense.getQuantity().setValue(60));

        assertThat(quantities("dispense", id)).containsExactly(60);
        assertThat(quantities("dispense_version", id)).containsExactly(120);
    }

    @Test
    void aDispenseThatComesToCountMeanwhileCounts() throws Exception {
        String prepared = dispense("900001", "2026-11-01", HYDROMORPHONE_4_MG)
                .replace("\"completed\"", "\"preparation\"")
                .replace(",\n \"whenHandedOver\":\"2026-11-01T10:00:00-05:00\"", "");
        Answer stored = http().post("MedicationDispense", prepared);
        assertThat(quantities("dispense", stored.id())).isEmpty();

        whileItIsMadeAnew(stored.id(), dispense -> {
            dispense.setStatus(MedicationDispenseStatus.COMPLETED);
            dispense.setWhenHandedOverElement(new DateTimeType("2026-11-01T10:00:00-05:00"));
        });

        assertThat(quantities("dispense", stored.id())).containsExactly(120);
    }

    /** Whether the thread waits for a lock that another transaction holds. */
    abstract boolean isWaiting(Thread thread);

    private void whileItIsMadeAnew(String id, Consumer<MedicationDispense> change) throws Exception {
        FutureTask<String> made = new FutureTask<>(() -> store.write(transaction -> {
            rebuild.rebuild(transaction, List.of(id));
            return id;
        }));
        Thread thread = new Thread(made);
        store.write(transaction -> {
            transaction.lock(MonitoredWrite.lockOf(patient));
            thread.start();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!made.isDone() && !isWaiting(thread) && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            MedicationDispense dispense = transaction.require(MedicationDispense.class, id);
            change.accept(dispense);
            return transaction.update(dispense, null);
        });
        made.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private List<Integer> quantities(String projection, String id) {
        return database()
                .sql("select quantity from " + projection + " where dispense_id = ?")
                .param(id)
                .query((rows, number) -> new BigDecimal(rows.getString(1)).intValueExact())
                .list();
    }
}
