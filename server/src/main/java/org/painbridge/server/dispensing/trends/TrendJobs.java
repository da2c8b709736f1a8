package org.painbridge.server.dispensing.trends;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.painbridge.server.dispensing.jobs.JobRunner;
import org.painbridge.server.dispensing.jobs.JobTable;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;

/** Tables that are made behind the request, one after the other. */
record TrendJobs(FhirStore store, JobTable table, JobRunner runner) {
    private static final int MOST_OPEN = 10;
    private static final String LOCK = "tables of trends";

    /** The id of the job. */
    String begin(TrendRequest asked) {
        String begun = store.write(transaction -> {
            transaction.lock(LOCK);
            if (table.open(transaction.connection()).size() >= MOST_OPEN) {
                throw new StoreProblem.Conflict(
                        MOST_OPEN + " tables of indicators wait to be made: ask again when one is there");
            }
            String id = UUID.randomUUID().toString();
            table.insert(transaction, id, asked.kept().getBytes(StandardCharsets.UTF_8));
            return id;
        });
        runner.wake();
        return begun;
    }
}
