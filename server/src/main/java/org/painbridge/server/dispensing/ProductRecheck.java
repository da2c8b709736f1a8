package org.painbridge.server.dispensing;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.painbridge.server.dispensing.ProductCheckTable.Checked;
import org.painbridge.server.store.FhirStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges all stored dispenses anew where the server starts with another table of products, or other versions of rules, than those
 * by which they were judged: patient by patient, each in a transaction of its own, while it serves. One that is cut off goes on where it was at
 * the next start.
 */
final class ProductRecheck implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProductRecheck.class);
    private static final int PAGE = 100;
    private static final long PATIENCE_SECONDS = 10;

    private final FhirStore store;
    private final DispenseTable dispenses;
    private final PatientCheck check;
    private final String products;
    private final ProductCheckTable table = new ProductCheckTable();
    private final ExecutorService executor = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("product-recheck").daemon().factory());
    private volatile boolean closed;

    /** @param products fingerprint of the table and the rules in use; {@link JudgedBy} */
    ProductRecheck(FhirStore store, DispenseTable dispenses, PatientCheck check, String products) {
        this.store = store;
        this.dispenses = dispenses;
        this.check = check;
        this.products = products;
    }

    void start() {
        executor.execute(this::run);
    }

    /** Ends behind the patient whose dispenses are being judged. */
    @Override
    public void close() throws InterruptedException {
        closed = true;
        executor.shutdown();
        if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("The check by the new products or rules is still under way; the next start goes on with it");
        }
    }

    void run() {
        try {
            Optional<Checked> last = store.query(table::read);
            boolean same = last.isPresent() && last.get().products().equals(products);
            if (!same || last.get().patient().isPresent()) {
                from(same ? last.get().patient().orElse("") : "");
            }
        } catch (RuntimeException e) { // The server serves without; the next start tries again.
            LOG.error("The check of stored dispenses by products and rules ended early", e);
        }
    }

    private void from(String position) {
        long checked = 0;
        String last = position;
        List<String> page = after(last);
        while (!page.isEmpty() && !closed) {
            for (String patient : page) {
                if (!closed) {
                    again(patient);
                    last = patient;
                    checked++;
                }
            }
            keep(Optional.of(last));
            page = after(last);
        }
        if (!closed) {
            keep(Optional.empty());
            if (checked > 0) {
                LOG.info("The dispenses of {} patients were judged by the products and rules in use", checked);
            }
        }
    }

    private List<String> after(String patient) {
        return store.query(connection -> dispenses.patientsAfter(connection, patient, PAGE));
    }

    private void again(String patient) {
        store.write(transaction -> check.everything(transaction, patient));
    }

    private void keep(Optional<String> patient) {
        store.write(transaction -> {
            table.write(transaction.connection(), new Checked(products, patient));
            return patient;
        });
    }
}
