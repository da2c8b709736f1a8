package org.painbridge.server.dispensing.jobs;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.painbridge.server.fhirserver.ProblemTranslator;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What becomes of a job, and its files, beside the FHIR base. */
public abstract class JobPages {
    private final String what;
    private final FhirStore store;
    private final JobTable table;
    private final JobRunner runner;
    private final ProblemTranslator problems;
    private final FhirContext context;
    private final CallerViews views;

    /** @param what a job is, for those who ask for one that is not there */
    protected JobPages(
            String what,
            FhirStore store,
            JobTable table,
            JobRunner runner,
            ProblemTranslator problems,
            FhirContext context,
            CallerViews views) {
        this.what = what;
        this.store = store;
        this.table = table;
        this.runner = runner;
        this.problems = problems;
        this.context = context;
        this.views = views;
    }

    /** Who asks for jobs; by default who may see everything. */
    protected boolean mayAsk(HttpServletRequest request) {
        return views.scope(request).everything();
    }

    /** Of what is told of one that is done. */
    protected MediaType reportType() {
        return MediaType.APPLICATION_JSON;
    }

    /** Why there is nothing: what is said of a job that failed. */
    protected abstract RequestProblem failure(String problem);

    @GetMapping("{id}")
    ResponseEntity<byte[]> status(@PathVariable String id, HttpServletRequest request) {
        JobTable.Job job = job(id, request);
        return switch (job.state()) {
            case OPEN ->
                ResponseEntity.accepted()
                        .header("X-Progress", runner.progress(id))
                        .header(HttpHeaders.RETRY_AFTER, "1")
                        .build();
            case COMPLETED -> file(id, "report.json");
            case FAILED -> throw failure(String.valueOf(job.problem()));
        };
    }

    @GetMapping("{id}/{file}")
    ResponseEntity<byte[]> file(@PathVariable String id, @PathVariable String file, HttpServletRequest request) {
        job(id, request);
        return file(id, file);
    }

    @DeleteMapping("{id}")
    ResponseEntity<Void> delete(@PathVariable String id, HttpServletRequest request) {
        job(id, request);
        if (!store.write(transaction -> table.delete(transaction.connection(), id))) {
            throw new StoreProblem.NotFound(capital() + " " + id);
        }
        return ResponseEntity.accepted().build();
    }

    @ExceptionHandler({StoreProblem.class, RequestProblem.class})
    ResponseEntity<byte[]> refused(RuntimeException problem) {
        BaseServerResponseException refusal = problems.translate(problem);
        return ResponseEntity.status(refusal.getStatusCode())
                .contentType(MediaType.parseMediaType("application/fhir+json"))
                .body(context.newJsonParser()
                        .encodeResourceToString(refusal.getOperationOutcome())
                        .getBytes(StandardCharsets.UTF_8));
    }

    private ResponseEntity<byte[]> file(String id, String file) {
        byte[] content = store.query(connection -> table.file(connection, id, file))
                .orElseThrow(() -> new StoreProblem.NotFound("The file " + file + " of " + what + " " + id));
        return ResponseEntity.ok().contentType(type(file)).body(content);
    }

    private String capital() {
        return Character.toUpperCase(what.charAt(0)) + what.substring(1);
    }

    private MediaType type(String file) {
        return switch (file.substring(file.lastIndexOf('.') + 1)) {
            case "json" -> reportType();
            case "parquet" -> MediaType.parseMediaType("application/vnd.apache.parquet");
            case "csv" -> new MediaType("text", "csv", StandardCharsets.UTF_8);
            default -> new MediaType("text", "markdown", StandardCharsets.UTF_8);
        };
    }

    private JobTable.Job job(String id, HttpServletRequest request) {
        return store.query(connection -> table.read(connection, id))
                .filter(found -> mayAsk(request))
                .orElseThrow(() -> new StoreProblem.NotFound(capital() + " " + id));
    }
}
