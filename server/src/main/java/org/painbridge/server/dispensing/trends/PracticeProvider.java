package org.painbridge.server.dispensing.trends;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MeasureReport;
import org.jspecify.annotations.Nullable;
import org.painbridge.dispensing.trends.Quarters;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.security.Caller;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.security.Callers;
import org.painbridge.server.store.StoreProblem;

/** {@code [base]/Practitioner/[id]/$practice-report}, for that person alone; docs/operations/practice-report.md. */
public final class PracticeProvider implements CapabilityOperations {
    private static final List<String> NAMES = List.of("periodEnd", "periodStart");
    private static final int MOST_QUARTERS = 4;

    private final Practices practices;
    private final PracticeWriter writer;
    private final CallerViews views;
    private final Callers callers;
    private final Clock clock;
    private final ZoneId zone;

    /** @param zone in which quarters end */
    PracticeProvider(
            Practices practices, PracticeWriter writer, CallerViews views, Callers callers, Clock clock, ZoneId zone) {
        this.practices = practices;
        this.writer = writer;
        this.views = views;
        this.callers = callers;
        this.clock = clock;
        this.zone = zone;
    }

    @Operation(
            name = "$practice-report",
            typeName = "Practitioner",
            idempotent = true,
            canonicalUrl = "https://painbridge.example/fhir/OperationDefinition/practice-report")
    public MeasureReport report(
            @IdParam IdType id, @ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        OperationParameters sent = OperationParameters.of("$practice-report", NAMES, request, body);
        boolean isThere = views.of(request)
                .read("Practitioner", id.getIdPart())
                .filter(stored -> !stored.deleted())
                .isPresent();
        if (!isThere) {
            throw new StoreProblem.NotFound("Practitioner/" + id.getIdPart());
        }
        requireSelf(callers.of(((ServletRequestDetails) request).getServletRequest()), id);
        Quarters period = TrendRequest.period(sent);
        if (period.count() > MOST_QUARTERS) {
            throw OperationParameters.problem("periodEnd", "A report is about at most " + MOST_QUARTERS + " quarters");
        }
        TrendRequest.requireOver(period, clock.instant(), zone);
        return writer.report(practices.of(id.getIdPart(), period));
    }

    /** Not even who runs the server: it is advice, no oversight. Where there is no sign-in, everybody is anybody. */
    private static void requireSelf(Caller caller, IdType id) {
        boolean isOpen = caller.administrates() && !caller.isSteward();
        boolean isSelf = caller.practitioner()
                .filter(("Practitioner/" + id.getIdPart())::equals)
                .isPresent();
        if (!isOpen && !isSelf) {
            throw new RequestProblem(
                    ErrorCode.ACCESS_DENIED, "", "The figures of a practice are for that practitioner alone");
        }
    }
}
