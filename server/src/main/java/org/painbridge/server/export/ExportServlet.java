package org.painbridge.server.export;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.BaseAddress;
import org.painbridge.server.fhirserver.InteractionLog;
import org.painbridge.server.fhirserver.ProblemTranslator;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.StoreProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of an export, and its files: {@code /fhir/export/[id]} and {@code /fhir/export/[id]/[file]}. */
@SuppressWarnings("serial") // Servlets are serializable by tradition only.
final class ExportServlet extends HttpServlet {
    static final String PATH = "/export";

    private static final Logger LOG = LoggerFactory.getLogger(ExportServlet.class);
    private static final String RETRY_AFTER_SECONDS = "2";

    private final FhirContext context;
    private final Exports exports;
    private final ExportRunner runner;
    private final ExportDownload download;
    private final ProblemTranslator problems;
    private final CallerViews views;
    private final InteractionLog log;
    private final BaseAddress address;

    ExportServlet(
            FhirContext context,
            Exports exports,
            ExportRunner runner,
            ExportDownload download,
            ProblemTranslator problems,
            CallerViews views,
            InteractionLog log,
            BaseAddress address) {
        this.address = address;
        this.views = views;
        this.log = log;
        this.context = context;
        this.exports = exports;
        this.runner = runner;
        this.download = download;
        this.problems = problems;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            log.asked(request);
            String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
            List<String> parts = List.of(path.substring(1).split("/", -1));
            serve(request, response, parts);
        } catch (RuntimeException e) {
            refuse(e, response);
        }
    }

    private void serve(HttpServletRequest request, HttpServletResponse response, List<String> parts)
            throws IOException {
        boolean read = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (parts.size() == 1 && read) {
            status(job(parts.getFirst(), request), request, response);
        } else if (parts.size() == 2 && read) {
            download.send(job(parts.getFirst(), request), parts.get(1), request, response);
        } else if (parts.size() == 1 && request.getMethod().equals("DELETE")) {
            cancel(job(parts.getFirst(), request), response);
        } else {
            throw new RequestProblem(
                    ErrorCode.UNSUPPORTED_INTERACTION,
                    "",
                    "GET asks for an export or one of its files, DELETE cancels an export; no other request is served here");
        }
    }

    /** Begun it was by somebody who may see everything; for others there is none. */
    private ExportJob job(String id, HttpServletRequest request) {
        return exports.find(id)
                .filter(found -> views.scope(request).everything())
                .orElseThrow(() -> new StoreProblem.NotFound("The export " + id));
    }

    private void status(ExportJob job, HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (job.state()) {
            case OPEN -> {
                response.setStatus(HttpServletResponse.SC_ACCEPTED);
                response.setHeader("X-Progress", progress(job));
                response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
            }
            case COMPLETED -> {
                response.setHeader(
                        "Expires",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                exports.expiry(job).atOffset(ZoneOffset.UTC)));
                String url = address.ofPage(request);
                boolean signIn = request.getUserPrincipal() != null;
                send(response, "application/json", ExportManifest.of(job, exports.files(job.id()), url, signIn));
            }
            case FAILED, CANCELLED ->
                throw new RequestProblem(ErrorCode.EXPORT_FAILED, "", String.valueOf(job.problem()));
        }
    }

    private static String progress(ExportJob job) {
        return "exporting " + job.type() + ", type " + (job.typesDone() + 1) + " of "
                + job.definition().types().size() + ", " + job.resources() + " resources so far";
    }

    private void cancel(ExportJob job, HttpServletResponse response) {
        if (!exports.cancel(job.id())) {
            throw new StoreProblem.NotFound("The export " + job.id());
        }
        runner.wake();
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
    }

    private void refuse(RuntimeException problem, HttpServletResponse response) throws IOException {
        BaseServerResponseException refusal = problems.translate(problem);
        if (refusal.getStatusCode() == 500 && !(problem instanceof RequestProblem)) {
            LOG.error("A request for an export failed", problem);
        }
        response.setStatus(refusal.getStatusCode());
        refusal.getResponseHeaders().forEach((name, values) -> response.setHeader(name, values.getFirst()));
        String outcome = context.newJsonParser().encodeResourceToString(refusal.getOperationOutcome());
        send(response, "application/fhir+json;charset=UTF-8", outcome.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpServletResponse response, String type, byte[] body) throws IOException {
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
