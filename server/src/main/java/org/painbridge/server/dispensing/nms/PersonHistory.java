package org.painbridge.server.dispensing.nms;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.PatientRef;
import org.painbridge.dispensing.DispenseHistory;
import org.painbridge.dispensing.DispenseRow;
import org.painbridge.dispensing.MmeCalculator;
import org.painbridge.dispensing.MmeMethod;
import org.painbridge.dispensing.MmeReport;
import org.painbridge.dispensing.MmeTable;
import org.painbridge.dispensing.UnplacedDispense;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.HistoryPage;
import org.painbridge.server.store.HistoryQuery;
import org.painbridge.server.store.SearchPage;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.StoredResource;

/** What a caller may know of a person's monitored drugs, as it is known now or was known at an earlier moment. */
final class PersonHistory {
    private final FhirStore store;
    private final MonitoredDispenses dispenses;
    private final MmeCalculator calculator;
    private final MmeMethod method;
    private final MmeTable table;

    /** @param table of the factors */
    PersonHistory(
            FhirStore store, MonitoredDispenses dispenses, MmeCalculator calculator, MmeMethod method, MmeTable table) {
        this.store = store;
        this.dispenses = dispenses;
        this.calculator = calculator;
        this.method = method;
        this.table = table;
    }

    /** @param findings that hold, and rules that cannot be decided */
    record Known(Window window, List<MedicationDispense> dispenses, List<DetectedIssue> findings, MmeReport mme) {}

    /**
     * @param at null for now
     * @throws StoreProblem.Denied if the dispenses of this patient are not open to the caller
     */
    Known of(StoreView view, String patientId, Window window, @Nullable Instant at) {
        view.requireReach("MedicationDispense", patientId);
        List<MedicationDispense> found = new ArrayList<>();
        for (DispenseRow row : dispenses.rows(patientId, window.from(), window.to(), at)) {
            version(view, "MedicationDispense", row.id(), at)
                    .ifPresent(resource -> found.add((MedicationDispense) resource));
        }
        return new Known(window, found, findings(view, patientId, at), mme(view, patientId, window.to(), at));
    }

    private List<DetectedIssue> findings(StoreView view, String patientId, @Nullable Instant at) {
        SearchQuery query = SearchQuery.of("DetectedIssue").where("patient", "Patient/" + patientId);
        List<StoredResource> stored = new ArrayList<>();
        SearchPage page = view.search(query);
        stored.addAll(page.matches());
        while (page.nextCursor() != null) {
            page = view.search(query.where("_cursor", page.nextCursor()));
            stored.addAll(page.matches());
        }
        List<DetectedIssue> findings = new ArrayList<>();
        for (StoredResource each : stored) {
            Optional<Resource> then =
                    at == null ? Optional.of(store.parse(each)) : version(view, each.type(), each.id(), at);
            then.map(DetectedIssue.class::cast)
                    .filter(issue -> issue.getStatus() != DetectedIssueStatus.CANCELLED)
                    .ifPresent(findings::add);
        }
        return findings;
    }

    /** Without what directives or labels keep from the caller. */
    private MmeReport mme(StoreView view, String patientId, LocalDate last, @Nullable Instant at) {
        List<DispenseRow> rows = dispenses.all(patientId, UnplacedDispense.EARLIEST, last, at);
        Set<String> told = new HashSet<>(view.told(
                patientId,
                "MedicationDispense",
                rows.stream().map(DispenseRow::id).toList()));
        DispenseHistory history = DispenseHistory.ofRows(
                new PatientRef(patientId),
                rows.stream().filter(row -> told.contains(row.id())).toList());
        MmeReport report = calculator.report(history, table, method.window(last));
        return view.hidesSome() ? report.perhapsMore() : report;
    }

    private Optional<Resource> version(StoreView view, String type, String id, @Nullable Instant at) {
        Optional<StoredResource> now = view.read(type, id);
        Optional<StoredResource> wanted = at == null || now.isEmpty()
                ? now
                : view.history(HistoryQuery.asOf(type, id, at)).versions().stream()
                        .findFirst()
                        .map(HistoryPage.Version::stored);
        return wanted.filter(stored -> !stored.deleted()).map(store::parse);
    }
}
