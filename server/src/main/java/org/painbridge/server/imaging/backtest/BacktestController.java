package org.painbridge.server.imaging.backtest;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.BaseAddress;
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
import org.springframework.web.bind.annotation.RestController;

/** What becomes of a back-test, and its files, beside the FHIR base. For those who may see everything. */
@RestController
class BacktestController {
    static final String PATH = "/imaging-backtest/";
    private static final MediaType NDJSON = MediaType.parseMediaType("application/fhir+ndjson");

    private final FhirStore store;
    private final BacktestTable table;
    private final ProblemTranslator problems;
    private final FhirContext context;
    private final CallerViews views;
    private final BaseAddress address;
    private final ObjectMapper json = new ObjectMapper();

    BacktestController(
            FhirStore store,
            BacktestTable table,
            ProblemTranslator problems,
            FhirContext context,
            CallerViews views,
            BaseAddress address) {
        this.address = address;
        this.views = views;
        this.store = store;
        this.table = table;
        this.problems = problems;
        this.context = context;
    }

    @GetMapping(PATH + "{id}")
    ResponseEntity<String> status(@PathVariable String id, HttpServletRequest request) {
        BacktestTable.Job job = job(id, request);
        return switch (job.state()) {
            case "open" ->
                ResponseEntity.accepted()
                        .header("X-Progress", "comparing")
                        .header(HttpHeaders.RETRY_AFTER, "1")
                        .build();
            case "completed" ->
                ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(manifest(job, request));
            default -> throw new RequestProblem(ErrorCode.EXPORT_FAILED, "", String.valueOf(job.problem()));
        };
    }

    @GetMapping(PATH + "{id}/{file}")
    ResponseEntity<String> file(@PathVariable String id, @PathVariable String file, HttpServletRequest request) {
        BacktestTable.Job job = job(id, request);
        String content = switch (file) {
            case "report.ndjson" -> job.report();
            case "changes.ndjson" -> job.changes();
            default -> null;
        };
        if (content == null) {
            throw new StoreProblem.NotFound("The file " + file + " of the back-test " + id);
        }
        return ResponseEntity.ok().contentType(NDJSON).body(content);
    }

    @DeleteMapping(PATH + "{id}")
    ResponseEntity<Void> delete(@PathVariable String id, HttpServletRequest request) {
        job(id, request);
        if (!store.write(transaction -> table.delete(transaction.connection(), id))) {
            throw new StoreProblem.NotFound("The back-test " + id);
        }
        return ResponseEntity.accepted().build();
    }

    @ExceptionHandler({StoreProblem.class, RequestProblem.class})
    ResponseEntity<String> refused(RuntimeException problem) {
        BaseServerResponseException refusal = problems.translate(problem);
        return ResponseEntity.status(refusal.getStatusCode())
                .contentType(MediaType.parseMediaType("application/fhir+json"))
                .body(context.newJsonParser().encodeResourceToString(refusal.getOperationOutcome()));
    }

    private BacktestTable.Job job(String id, HttpServletRequest request) {
        return store.query(connection -> table.read(connection, id))
                .filter(found -> views.scope(request).everything())
                .orElseThrow(() -> new StoreProblem.NotFound("The back-test " + id));
    }

    private String manifest(BacktestTable.Job job, HttpServletRequest request) {
        String url = address.ofPage(request);
        ObjectNode manifest = json.createObjectNode();
        manifest.put("baseline", job.definition().baseline());
        manifest.put("candidate", job.definition().candidate());
        manifest.put("requiresAccessToken", request.getUserPrincipal() != null);
        var output = manifest.putArray("output");
        output.addObject()
                .put("type", "MeasureReport")
                .put("url", url + "/report.ndjson")
                .put("count", 1);
        output.addObject()
                .put("type", "Change")
                .put("url", url + "/changes.ndjson")
                .put("count", String.valueOf(job.changes()).lines().count());
        manifest.putArray("error");
        return manifest.toString();
    }
}
