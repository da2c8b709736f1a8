package org.painbridge.server.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Consent;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.PrivacyConsent;
import org.painbridge.server.store.Sql;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.StoredResource;

/**
 * Of which entries the person had broken the glass for the patient: told by the entries of that, which are in the trail, and by
 * the versions of the Consents that they name. So nothing has to be looked up while an interaction is recorded.
 */
final class BrokenGlass {
    /** No override opens for longer. */
    private static final long LONGEST = Duration.ofHours(24).toMillis();

    private final FhirStore store;

    BrokenGlass(FhirStore store) {
        this.store = store;
    }

    private record Whom(String person, String patient) {}

    private record Span(Instant from, Instant until) {
        boolean holds(long at) {
            return !Instant.ofEpochMilli(at).isBefore(from)
                    && Instant.ofEpochMilli(at).isBefore(until);
        }
    }

    /** What is known about a page of entries. */
    final class Page {
        private final Map<Whom, List<Span>> spans = new HashMap<>();
        private final long first;
        private final long last;

        private Page(List<AuditRow> rows) {
            first = rows.stream().mapToLong(row -> row.place().at()).min().orElse(0) - LONGEST;
            last = rows.stream().mapToLong(row -> row.place().at()).max().orElse(0);
        }

        boolean covers(AuditRow row) {
            String person = row.agent().person();
            String patient = row.patient();
            return person != null
                    && patient != null
                    && spans.computeIfAbsent(new Whom(person, patient), whom -> spans(whom, first, last)).stream()
                            .anyMatch(span -> span.holds(row.place().at()));
        }
    }

    Page of(List<AuditRow> rows) {
        return new Page(rows);
    }

    private List<Span> spans(Whom whom, long first, long last) {
        StoreView all = store.within(AccessScope.ALL);
        List<Span> spans = new ArrayList<>();
        for (String target : store.query(connection -> targets(connection, whom, first, last))) {
            String[] parts = target.split("/"); // Consent, id, _history, version.
            span(all, parts[1], Integer.parseInt(parts[3])).ifPresent(spans::add);
        }
        return spans;
    }

    private static List<String> targets(Connection connection, Whom whom, long first, long last) throws SQLException {
        Sql sql = new Sql()
                .add("select e.target from audit_event e where e.patient = ?", whom.patient())
                .add(" and e.at >= ? and e.at <= ? and e.kind = ?", first, last, AuditEntry.BREAK_GLASS)
                .add(" and e.person = ?", whom.person());
        List<String> targets = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                targets.add(rows.getString(1));
            }
        }
        return targets;
    }

    /** Its period, or as long as that version was current. */
    private Optional<Span> span(StoreView all, String id, int version) {
        Consent consent = all.version("Consent", id, version).map(this::consent).orElse(null);
        if (consent == null || PrivacyConsent.of(consent) != PrivacyConsent.OVERRIDE) {
            return Optional.empty();
        }
        Instant end = consent.getProvision().getPeriod().getEnd().toInstant();
        Instant superseded = all.version("Consent", id, version + 1)
                .map(StoredResource::updated)
                .filter(end::isAfter)
                .orElse(end);
        return Optional.of(
                new Span(consent.getProvision().getPeriod().getStart().toInstant(), superseded));
    }

    private @Nullable Consent consent(StoredResource stored) {
        return stored.deleted() ? null : (Consent) store.parse(stored);
    }
}
