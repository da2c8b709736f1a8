package org.painbridge.server.dispensing.nms;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Organization;
import org.jspecify.annotations.Nullable;
import org.painbridge.dispensing.nms.QualityCheck;
import org.painbridge.dispensing.nms.fhir.SubmissionReader;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.dispensing.nms.QualityTable.Line;
import org.painbridge.server.dispensing.nms.QualityTable.Refusal;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.FileAnswer;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.security.Caller;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.security.Callers;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoredResource;

/** {@code Organization/[id]/$nms-quality-report}: to a pharmacy, what is odd about its submissions; docs/operations/nms-quality-report.md. */
public final class QualityProvider implements CapabilityOperations {
    private static final String CSV = "text/csv";
    private static final List<String> NAMES = List.of("from", "to");
    private static final int DAYS = 31;

    private final FhirStore store;
    private final CallerViews views;
    private final Callers callers;
    private final SubmissionReader reader;
    private final QualityTable table;
    private final QualityCheck check;
    private final Clock clock;
    private final ZoneId zone;

    QualityProvider(
            FhirStore store,
            CallerViews views,
            Callers callers,
            SubmissionReader reader,
            QualityTable table,
            QualityCheck check,
            Clock clock,
            ZoneId zone) {
        this.store = store;
        this.views = views;
        this.callers = callers;
        this.reader = reader;
        this.table = table;
        this.check = check;
        this.clock = clock;
        this.zone = zone;
    }

    @Operation(
            name = "$nms-quality-report",
            typeName = "Organization",
            idempotent = true,
            canonicalUrl = "https://painbridge.example/fhir/OperationDefinition/nms-quality-report")
    public IBaseResource report(
            @IdParam IdType id, @ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        OperationParameters sent = OperationParameters.of("$nms-quality-report", NAMES, request, body);
        Window window = Window.of(sent, LocalDate.ofInstant(clock.instant(), zone), DAYS);
        requireOwn(id.getIdPart(), request);
        List<String> keys = keys(id.getIdPart());
        List<Line> submitted = keys.isEmpty() ? List.of() : told(submitted(keys, window), request);
        List<Refusal> refused = keys.isEmpty()
                ? List.of()
                : store.query(connection -> table.refused(connection, keys, window.from(), window.to()));
        QualityReport report = new QualityReport(
                id.getIdPart(),
                window,
                submitted,
                check.look(submitted.stream().map(Line::submitted).toList()),
                refused);
        return FileAnswer.wanted(request, CSV).isPresent()
                ? FileAnswer.of((ServletRequestDetails) request, CSV + ";charset=UTF-8", report.csv(zone))
                : report.report(Date.from(clock.instant()), zone);
    }

    private List<Line> submitted(List<String> keys, Window window) {
        return store.query(connection -> table.submitted(connection, keys, window.from(), window.to()));
    }

    /** Without what patients withhold from the caller, or labels hide: so that is no duplicate of anything either. */
    private List<Line> told(List<Line> all, RequestDetails request) {
        Set<String> told = views.of(request)
                .handingIn("MedicationDispense")
                .told(all.stream().map(line -> line.submitted().dispenseId()).toList());
        return all.stream()
                .filter(line -> told.contains(line.submitted().dispenseId()))
                .toList();
    }

    private void requireOwn(String id, RequestDetails request) {
        Caller caller = callers.of(((ServletRequestDetails) request).getServletRequest());
        if (!caller.administrates() && !caller.members().contains("Organization/" + id)) {
            throw new RequestProblem(
                    ErrorCode.ACCESS_DENIED, "", "The report is for the pharmacy itself, and for who runs the server");
        }
    }

    /** Of the pharmacy's identifiers, as submissions have them. */
    private List<String> keys(String id) {
        StoredResource stored = store.within(AccessScope.ALL)
                .read("Organization", id)
                .orElseThrow(() -> new StoreProblem.NotFound("Organization/" + id));
        if (stored.deleted()) {
            throw new StoreProblem.Gone(stored.reference(), stored.updated());
        }
        return ((Organization) store.parse(stored))
                .getIdentifier().stream()
                        .filter(identifier -> identifier.hasSystem()
                                && identifier.getValueElement().hasValue())
                        .map(identifier -> reader.key(identifier).text())
                        .distinct()
                        .toList();
    }
}
