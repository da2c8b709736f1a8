package org.painbridge.server.dispensing.trends;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.dispensing.trends.Trends.Released;
import org.painbridge.server.fhirserver.AnswerStatus;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.LaterAnswer;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.security.Caller;
import org.painbridge.server.security.Callers;
import org.springframework.http.HttpHeaders;

/** {@code POST [base]/$nms-indicators}; docs/operations/nms-indicators.md. */
public final class TrendProvider implements CapabilityOperations {
    private static final String CSV = "text/csv";
    private static final String PARQUET = "application/vnd.apache.parquet";

    private final Trends trends;
    private final TrendWriter writer;
    private final TrendFiles files;
    private final Callers callers;
    private final Set<String> roles;
    private final TrendJobs jobs;

    TrendProvider(
            Trends trends, TrendWriter writer, TrendFiles files, Callers callers, Set<String> roles, TrendJobs jobs) {
        this.trends = trends;
        this.writer = writer;
        this.files = files;
        this.callers = callers;
        this.roles = Set.copyOf(roles);
        this.jobs = jobs;
    }

    @Operation(
            name = "$nms-indicators",
            canonicalUrl = "https://painbridge.example/fhir/OperationDefinition/nms-indicators")
    public IBaseResource release(@ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        ServletRequestDetails details = (ServletRequestDetails) request;
        require(callers.of(details.getServletRequest()));
        TrendRequest asked = TrendRequest.of(
                OperationParameters.of("$nms-indicators", TrendRequest.NAMES, request, body), trends.indicators());
        LaterAnswer later = new LaterAnswer(request, "A table");
        if (later.isWanted() && !trends.isKnown(asked)) {
            trends.requireOver(asked);
            later.accepted(TrendController.PATH + jobs.begin(asked), details.getServletResponse());
            return waiting(request);
        }
        Released released = trends.release(asked);
        String wanted = String.valueOf(request.getHeader("Accept"));
        if (wanted.contains(CSV)) {
            return file(details, CSV, files.csv(asked, released));
        }
        return wanted.contains(PARQUET)
                ? file(details, PARQUET, files.parquet(asked, released))
                : writer.report(asked, released, trends.least());
    }

    @Override
    public void describe(CapabilityStatementRestComponent rest) {
        CapabilityOperations.answeredLaterOnWish(rest, "nms-indicators");
    }

    private static OperationOutcome waiting(RequestDetails request) {
        AnswerStatus.set(request, HttpServletResponse.SC_ACCEPTED); // Else HAPI says 200.
        OperationOutcome told = new OperationOutcome();
        told.addIssue()
                .setSeverity(IssueSeverity.INFORMATION)
                .setCode(IssueType.INFORMATIONAL)
                .setDiagnostics("The table is being made: ask the URL of Content-Location for it");
        return told;
    }

    /** HAPI sends a file as it is only where nothing speaks for FHIR: it takes the form of the body for that of the answer. */
    private static Binary file(ServletRequestDetails request, String type, byte[] content) {
        request.setServletRequest(new WithoutContentType(request.getServletRequest()));
        return new Binary().setContentType(type).setData(content);
    }

    private static final class WithoutContentType extends HttpServletRequestWrapper {
        WithoutContentType(HttpServletRequest sent) {
            super(sent);
        }

        @Override
        public @Nullable String getContentType() {
            return null;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)
                    ? Collections.emptyEnumeration()
                    : super.getHeaders(name);
        }
    }

    private void require(Caller caller) {
        if (!isServed(caller, roles)) {
            throw new RequestProblem(
                    ErrorCode.ACCESS_DENIED,
                    "",
                    "Figures of all patients are for who plans care, by the role of the token");
        }
    }

    static boolean isServed(Caller caller, Set<String> roles) {
        return caller.administrates() || caller.role().filter(roles::contains).isPresent();
    }
}
