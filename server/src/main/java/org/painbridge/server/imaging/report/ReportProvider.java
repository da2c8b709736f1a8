package org.painbridge.server.imaging.report;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MeasureReport;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.store.FhirStore;

/** Decisions in figures; docs/operations/imaging-report.md. */
public final class ReportProvider implements CapabilityOperations {
    private static final String CANONICAL = "https://painbridge.example/fhir/OperationDefinition/imaging-report";
    private static final List<String> NAMES = List.of("periodEnd", "periodStart");

    private final FhirStore store;
    private final List<ScenarioMeasure> measures;
    private final ZoneId zone;
    private final ReportTable table = new ReportTable();
    private final ReportWriter writer = new ReportWriter();

    ReportProvider(FhirStore store, List<ScenarioMeasure> measures, ZoneId zone) {
        this.store = store;
        this.measures = List.copyOf(measures);
        this.zone = zone;
    }

    @Operation(name = "$imaging-report", idempotent = true, canonicalUrl = CANONICAL)
    public MeasureReport ofAll(@ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        return report(null, null, body, request);
    }

    @Operation(name = "$imaging-report", typeName = "Organization", idempotent = true, canonicalUrl = CANONICAL)
    public MeasureReport ofOrganization(
            @IdParam IdType id, @ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        return report("organization", id.getIdPart(), body, request);
    }

    @Operation(name = "$imaging-report", typeName = "Practitioner", idempotent = true, canonicalUrl = CANONICAL)
    public MeasureReport ofPractitioner(
            @IdParam IdType id, @ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        return report("practitioner", id.getIdPart(), body, request);
    }

    private MeasureReport report(
            @Nullable String column, @Nullable String id, @Nullable IBaseResource body, RequestDetails request) {
        OperationParameters sent = OperationParameters.of("$imaging-report", NAMES, request, body);
        Instant from = start(day(sent, "periodStart"));
        Instant until = start(day(sent, "periodEnd").plusDays(1));
        if (!from.isBefore(until)) {
            throw OperationParameters.problem("periodEnd", "periodEnd is not before periodStart");
        }
        ReportScope scope = new ReportScope(column, id, from, until);
        Figures figures = store.query(connection -> new Figures(
                table.results(connection, scope),
                table.scenarios(connection, scope),
                table.overrides(connection, scope),
                table.appropriateShares(connection, scope.ofAll())));
        return writer.report(scope, figures, measures);
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static LocalDate day(OperationParameters sent, String name) {
        try {
            return LocalDate.parse(sent.one(name)
                    .orElseThrow(() -> OperationParameters.problem(name, "Send " + name + ", a whole date")));
        } catch (DateTimeException e) {
            throw OperationParameters.problem(name, name + " is a whole date such as 2026-11-01");
        }
    }
}
