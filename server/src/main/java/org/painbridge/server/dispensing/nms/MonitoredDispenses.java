package org.painbridge.server.dispensing.nms;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.painbridge.dispensing.Din;
import org.painbridge.dispensing.DispenseRow;
import org.painbridge.dispensing.DrugTable;
import org.painbridge.server.dispensing.Monitoring;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.StoredResource;

/** The monitored dispenses of a patient as a caller may see them, newest first, as they are stored. */
final class MonitoredDispenses {
    private final FhirStore store;
    private final Monitoring monitoring;
    private final DrugTable drugs;

    MonitoredDispenses(FhirStore store, Monitoring monitoring, DrugTable drugs) {
        this.store = store;
        this.monitoring = monitoring;
        this.drugs = drugs;
    }

    /**
     * All that may lie in these days, both included, but for products that are known not to be monitored.
     *
     * @param at as it was known then; null for now
     */
    List<DispenseRow> rows(String patientId, LocalDate from, LocalDate to, @Nullable Instant at) {
        return all(patientId, from, to, at).stream()
                .filter(this::mayBeMonitored)
                .sorted(Comparator.comparing(DispenseRow::lastDay)
                        .thenComparingLong(DispenseRow::arrival)
                        .thenComparing(DispenseRow::id)
                        .reversed())
                .toList();
    }

    /** The same with all products, in no order. */
    List<DispenseRow> all(String patientId, LocalDate from, LocalDate to, @Nullable Instant at) {
        return store.query(connection -> monitoring.dispenses(connection, patientId, from, to, at));
    }

    /** In the order of the rows; without those that are not open to the caller. */
    List<StoredResource> stored(StoreView view, List<DispenseRow> rows) {
        List<String> ids = rows.stream().map(DispenseRow::id).toList();
        Map<String, StoredResource> found = new HashMap<>();
        view.readAll("MedicationDispense", ids).forEach(stored -> found.put(stored.id(), stored));
        List<StoredResource> ordered = new ArrayList<>();
        for (String id : ids) {
            StoredResource stored = found.get(id);
            if (stored != null) {
                ordered.add(stored);
            }
        }
        return ordered;
    }

    /** An unknown product may be. */
    private boolean mayBeMonitored(DispenseRow row) {
        Boolean known = row.din() == null
                ? row.monitored()
                : drugs.monitored(new Din(row.din())).orElse(row.monitored());
        return known == null || known;
    }
}
