package org.painbridge.server.dispensing.trends;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.dispensing.trends.Trends.Released;
import org.painbridge.server.fhirserver.AnswerStatus;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.FileAnswer;
import org.painbridge.server.fhirserver.LaterAnswer;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.security.Caller;
import org.painbridge.server.security.Callers;

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
        String wanted = FileAnswer.wanted(request, CSV, PARQUET).orElse("");
        return switch (wanted) {
            case CSV -> FileAnswer.of(details, CSV + ";charset=UTF-8", files.csv(asked, released));
            case PARQUET -> FileAnswer.of(details, PARQUET, files.parquet(asked, released));
            default -> writer.report(asked, released, trends.least());
        };
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
