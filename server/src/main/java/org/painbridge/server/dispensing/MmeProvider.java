package org.painbridge.server.dispensing;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.PatientRef;
import org.painbridge.dispensing.DispenseHistory;
import org.painbridge.dispensing.DispenseRow;
import org.painbridge.dispensing.MmeCalculator;
import org.painbridge.dispensing.MmeMethod;
import org.painbridge.dispensing.MmeReport;
import org.painbridge.dispensing.MmeTable;
import org.painbridge.dispensing.MmeTables;
import org.painbridge.dispensing.MmeWindow;
import org.painbridge.dispensing.UnplacedDispense;
import org.painbridge.dispensing.fhir.MmeWriter;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.StoredResource;

/** Daily morphine equivalents of a patient; docs/operations/mme.md. */
public final class MmeProvider implements CapabilityOperations {
    /** The same whether there is anything withheld or not, so that it tells nothing but to think of it. */
    private static final String WITHHELD =
            "Counts what this caller may see: dispenses that are withheld from the caller, if any, are not in it";

    private final FhirStore store;
    private final CallerViews views;
    private final Monitoring monitoring;
    private final MmeCalculator calculator;
    private final MmeMethod method;
    private final MmeTables tables;
    private final Clock clock;
    private final ZoneId zone;
    private final MmeWriter writer = new MmeWriter();

    MmeProvider(
            FhirStore store,
            CallerViews views,
            Monitoring monitoring,
            MmeCalculator calculator,
            MmeMethod method,
            MmeTables tables,
            Clock clock,
            ZoneId zone) {
        this.store = store;
        this.views = views;
        this.monitoring = monitoring;
        this.calculator = calculator;
        this.method = method;
        this.tables = tables;
        this.clock = clock;
        this.zone = zone;
    }

    @Operation(
            name = "$mme",
            typeName = "Patient",
            idempotent = true,
            canonicalUrl = "https://painbridge.example/fhir/OperationDefinition/mme")
    public Parameters mme(
            @IdParam IdType patient,
            @OperationParam(name = "asOf", max = 1) @Nullable DateType asOf,
            @OperationParam(name = "days", max = 1) @Nullable IntegerType days,
            @OperationParam(name = "table", max = 1) @Nullable CodeType table,
            @OperationParam(name = "curve", max = 1) @Nullable BooleanType curve,
            @OperationParam(name = "knownAt", max = 1) @Nullable InstantType knownAt,
            @ResourceParam @Nullable Parameters body,
            RequestDetails request) {
        MmeParameters.check(request.getParameters(), body);
        requirePatient(patient.getIdPart(), request);
        StoreView view = views.of(request);
        view.requireReach("MedicationDispense", patient.getIdPart());
        MmeWindow window = window(asOf, days);
        Instant at = knownAt == null ? null : MmeParameters.moment(knownAt, clock.instant());
        List<DispenseRow> rows = store.query(connection ->
                monitoring.dispenses(connection, patient.getIdPart(), UnplacedDispense.EARLIEST, window.asOf(), at));
        DispenseHistory history =
                DispenseHistory.ofRows(new PatientRef(patient.getIdPart()), told(view, patient.getIdPart(), rows));
        boolean withCurve = curve != null && curve.booleanValue();
        MmeReport report = calculator.report(history, table(table), window);
        Parameters answer = writer.write(view.hidesSome() ? report.perhapsMore() : report, withCurve);
        if (view.hidesSome()) {
            answer.addParameter().setName("note").setValue(new StringType(WITHHELD));
        }
        return answer;
    }

    /** Without what directives or labels keep from the caller. */
    private static List<DispenseRow> told(StoreView view, String patient, List<DispenseRow> rows) {
        Set<String> told = view.told(
                patient,
                "MedicationDispense",
                rows.stream().map(DispenseRow::id).toList());
        return rows.stream().filter(row -> told.contains(row.id())).toList();
    }

    private void requirePatient(String id, RequestDetails request) {
        StoredResource stored =
                views.of(request).read("Patient", id).orElseThrow(() -> new StoreProblem.NotFound("Patient/" + id));
        if (stored.deleted()) {
            throw new StoreProblem.Gone(stored.reference(), stored.updated());
        }
    }

    private MmeWindow window(@Nullable DateType asOf, @Nullable IntegerType days) {
        try {
            LocalDate last = asOf == null
                    ? LocalDate.ofInstant(clock.instant(), zone)
                    : LocalDate.parse(asOf.getValueAsString());
            return days == null ? method.window(last) : method.window(last, days.getValue());
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw new RequestProblem(
                    ErrorCode.MME_WINDOW,
                    "Parameters.parameter.where(name='days' or name='asOf')",
                    "asOf is a whole date such as 2026-11-01, days a number from 1 to " + method.longestWindow());
        }
    }

    private MmeTable table(@Nullable CodeType asked) {
        String code = asked == null ? method.defaultTable() : asked.getValue();
        return tables.table(code)
                .orElseThrow(() -> new RequestProblem(
                        ErrorCode.MME_TABLE,
                        "Parameters.parameter.where(name='table')",
                        "There is no factor table " + code + "; there are " + tables.codes()));
    }
}
