package org.painbridge.server.dispensing.trends;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.painbridge.server.dispensing.jobs.JobRefused;
import org.painbridge.server.dispensing.jobs.JobWork;
import org.painbridge.server.dispensing.trends.Trends.Released;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.store.StoreProblem;

/** Makes a table as the operation does, in all its forms. */
record TrendWork(Trends trends, TrendWriter writer, TrendFiles files, FhirContext context) implements JobWork {
    @Override
    public Made run(String id, byte[] sent, Consumer<String> progress) {
        TrendRequest asked = TrendRequest.ofKept(new String(sent, StandardCharsets.UTF_8));
        progress.accept("counting");
        try {
            Released released = trends.release(asked, id);
            String report =
                    context.newJsonParser().encodeResourceToString(writer.report(asked, released, trends.least()));
            return new Made(
                    Map.of(
                            "report.json",
                            report.getBytes(StandardCharsets.UTF_8),
                            "table.csv",
                            files.csv(asked, released),
                            "table.parquet",
                            files.parquet(asked, released)),
                    "a table of indicators");
        } catch (StoreProblem.Conflict | RequestProblem e) { // Else the runner would try for ever.
            throw new JobRefused(String.valueOf(e.getMessage()));
        }
    }
}
