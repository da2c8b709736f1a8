package org.painbridge.server.dispensing.products;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.painbridge.dispensing.dpd.DamagedExtract;
import org.painbridge.dispensing.dpd.ImportedProducts;
import org.painbridge.dispensing.dpd.ProductImport;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs imports one after the other, on one thread. One that a restart cut off is run again from its beginning; if two nodes
 * run the same, both come to the same result, and one of them keeps it.
 */
final class ImportRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ImportRunner.class);
    private static final long LOOK_EVERY_SECONDS = 10;
    private static final Duration KEEP_FOR = Duration.ofHours(24);
    private static final String NAME = "allfiles.zip";

    private final FhirStore store;
    private final ImportTable table;
    private final ProductImport products;
    private final Clock clock;
    private final Map<String, String> progress = new ConcurrentHashMap<>();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("product-import").daemon().factory());

    ImportRunner(FhirStore store, ImportTable table, ProductImport products, Clock clock) {
        this.store = store;
        this.table = table;
        this.products = products;
        this.clock = clock;
    }

    void start() {
        var unused = executor.scheduleWithFixedDelay(this::run, 0, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    void wake() {
        executor.execute(this::run);
    }

    /** What this node is doing for the import. */
    String progress(String id) {
        return progress.getOrDefault(id, "waiting for its turn, or under way on another node");
    }

    @Override
    public void close() throws InterruptedException {
        executor.shutdown();
        if (!executor.awaitTermination(LOOK_EVERY_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("An import of products is still under way; it will be run again");
        }
    }

    private void run() {
        try {
            for (String id : store.query(table::open)) {
                run(id);
            }
            long before = clock.instant().minus(KEEP_FOR).toEpochMilli();
            for (String id : store.query(connection -> table.ended(connection, before))) {
                store.write(transaction -> table.delete(transaction.connection(), id));
            }
        } catch (StoreProblem.Unavailable | StoreProblem.Conflict e) {
            LOG.warn("Imports of products pause: {}", e.getMessage());
        } catch (RuntimeException e) { // Else the executor would never run this again, nor say why.
            LOG.error("Imports of products pause", e);
        }
    }

    private void run(String id) {
        try {
            Optional<byte[]> extract = store.query(connection -> table.extract(connection, id));
            if (extract.isPresent()) {
                keep(id, products.run(NAME, extract.get(), told -> progress.put(id, told)));
            }
        } catch (StoreProblem.Unavailable | StoreProblem.Conflict e) {
            throw e;
        } catch (DamagedExtract e) {
            fail(id, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) { // Whatever it is, it would come again.
            LOG.error("Import of products {} failed", id, e);
            fail(id, "The server failed; its log has the cause under the id of the import");
        } finally {
            progress.remove(id);
        }
    }

    private void keep(String id, ImportedProducts imported) {
        Map<String, String> files = ImportProducts.files(imported);
        store.write(transaction -> {
            table.complete(transaction, id, files);
            return id;
        });
        LOG.info("Import of products {}: {}", id, imported.report().summary());
    }

    private void fail(String id, String problem) {
        store.write(transaction -> {
            table.fail(transaction, id, problem);
            return id;
        });
    }
}
