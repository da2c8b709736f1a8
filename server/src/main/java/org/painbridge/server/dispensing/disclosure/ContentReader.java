package org.painbridge.server.dispensing.disclosure;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.painbridge.clinical.PatientRef;
import org.painbridge.dispensing.Din;
import org.painbridge.dispensing.DispenseHistory;
import org.painbridge.dispensing.DispenseId;
import org.painbridge.dispensing.DispenseRow;
import org.painbridge.dispensing.DispensingEngine;
import org.painbridge.dispensing.DrugTable;
import org.painbridge.dispensing.Evaluation;
import org.painbridge.dispensing.HistoryEvaluation;
import org.painbridge.server.dispensing.Monitoring;
import org.painbridge.server.dispensing.disclosure.Content.Line;

/** Reads what is to be disclosed. The rules are applied anew, to what was known at the moment: so the same comes of it later. */
final class ContentReader {
    private static final Comparator<DispenseRow> ORDER = Comparator.comparing(DispenseRow::day)
            .thenComparing(DispenseRow::lastDay)
            .thenComparing(DispenseRow::id);

    private final Monitoring monitoring;
    private final DispensingEngine engine;
    private final DrugTable drugs;

    ContentReader(Monitoring monitoring, DispensingEngine engine, DrugTable drugs) {
        this.monitoring = monitoring;
        this.engine = engine;
        this.drugs = drugs;
    }

    Content read(Connection connection, Asked asked, Instant at) throws SQLException {
        Subject subject = asked.subject();
        List<DispenseRow> wanted = subject.patient().isPresent()
                ? monitoring.dispenses(connection, subject.patient().get(), asked.from(), asked.to(), at)
                : monitoring.prescribed(connection, subject.key(), asked.from(), asked.to(), at);
        List<DispenseRow> told = wanted.stream().filter(this::mayBeMonitored).toList();
        List<Line> lines = new ArrayList<>();
        for (String patient : people(subject, told)) {
            List<DispenseRow> own = subject.patient().isPresent()
                    ? told
                    : told.stream().filter(row -> row.patient().equals(patient)).toList();
            lines.addAll(judged(connection, patient, own, asked.to(), at));
        }
        lines.sort(Comparator.comparing(Line::row, ORDER));
        return new Content(lines);
    }

    /** Dispenses of linked records are judged with those of the patient who is named. */
    private static TreeSet<String> people(Subject subject, List<DispenseRow> told) {
        return subject.patient()
                .map(id -> new TreeSet<>(List.of(id)))
                .orElseGet(
                        () -> told.stream().map(DispenseRow::patient).collect(Collectors.toCollection(TreeSet::new)));
    }

    private List<Line> judged(Connection connection, String patient, List<DispenseRow> own, LocalDate to, Instant at)
            throws SQLException {
        LocalDate first = own.stream()
                .map(DispenseRow::day)
                .min(Comparator.naturalOrder())
                .orElse(to);
        List<DispenseRow> around =
                monitoring.dispenses(connection, patient, first.minusDays(engine.lookBackDays()), to, at);
        HistoryEvaluation rules = engine.on(DispenseHistory.ofRows(new PatientRef(patient), around));
        return own.stream().map(row -> line(rules, row)).toList();
    }

    private static Line line(HistoryEvaluation rules, DispenseRow row) {
        DispenseId id = new DispenseId(row.id());
        Evaluation said = rules.evaluate(id);
        return new Line(
                row,
                said.findings().stream().map(finding -> finding.rule().key()).toList(),
                rules.notRaised(id).stream().map(each -> each.rule().key()).toList(),
                said.undecided().stream().map(each -> each.rule().key()).toList());
    }

    /** An unknown product may be. */
    private boolean mayBeMonitored(DispenseRow row) {
        Boolean known = row.din() == null
                ? row.monitored()
                : drugs.monitored(new Din(row.din())).orElse(row.monitored());
        return known == null || known;
    }
}
