package org.painbridge.server.dispensing;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.PatientRef;
import org.painbridge.dispensing.DispenseHistory;
import org.painbridge.dispensing.DispenseId;
import org.painbridge.dispensing.DispenseRow;
import org.painbridge.dispensing.Evaluation;
import org.painbridge.dispensing.Undecided;
import org.painbridge.server.dispensing.DispenseTable.Entry;
import org.painbridge.server.store.StoreTransaction;

/** One issue tells of the latest dispense for which a rule is open; it goes when there is none left. */
final class OpenQuestions {
    /** As {@link DispenseTable#latestOpen} orders them. */
    private static final Comparator<Entry> BY_TIME = Comparator.comparing(
                    Entry::row, Comparator.comparing(DispenseRow::lastDay).thenComparing(DispenseRow::arrival))
            .thenComparing(entry -> entry.row().id());

    private final Judge judge;
    private final DispenseTable table;
    private final IssueRecorder recorder;

    OpenQuestions(Judge judge, DispenseTable table, IssueRecorder recorder) {
        this.judge = judge;
        this.table = table;
        this.recorder = recorder;
    }

    /**
     * What changed for a patient. Both lists hold all dispenses but early ones that the change does not reach.
     *
     * @param rules of which a dispense that changed was or is undecided
     * @param evaluations of those that were judged anew, by dispense id
     */
    record Changed(
            PatientRef patient,
            Collection<Entry> before,
            Collection<Entry> after,
            Set<String> rules,
            Map<String, Evaluation> evaluations) {}

    void tell(StoreTransaction transaction, NearDispenses near, Changed changed) throws SQLException {
        for (String rule : changed.rules()) {
            Optional<Entry> latest = latest(changed.after(), rule);
            if (latest.isEmpty()) { // What is left may be among the early ones.
                latest = table.latestOpen(transaction, changed.patient().id(), rule);
            }
            if (latest.isEmpty()) {
                recorder.closeOpen(transaction, changed.patient(), rule);
            } else if (!isOnRecord(latest.get(), latest(changed.before(), rule).orElse(null), rule)) {
                tell(transaction, near, changed, latest.get().row(), rule);
            }
        }
    }

    private void tell(
            StoreTransaction transaction, NearDispenses near, Changed changed, DispenseRow latest, String rule)
            throws SQLException {
        Evaluation judged = changed.evaluations().get(latest.id());
        Optional<Evaluation> evaluation =
                judged == null ? evaluate(transaction, near, changed.patient(), latest) : Optional.of(judged);
        for (Undecided undecided : evaluation.map(Evaluation::undecided).orElse(List.of())) {
            if (undecided.rule().key().id().equals(rule)) {
                recorder.recordOpen(transaction, changed.patient(), undecided);
            }
        }
    }

    private Optional<Evaluation> evaluate(
            StoreTransaction transaction, NearDispenses near, PatientRef patient, DispenseRow latest)
            throws SQLException {
        List<DispenseRow> around = near.of(patient.id(), latest.day(), latest.lastDay()).stream()
                .map(Entry::row)
                .toList();
        DispenseId dispense = new DispenseId(latest.id());
        return FailOpen.attempt(
                transaction,
                patient,
                () -> judge.on(DispenseHistory.ofRows(patient, around)).evaluate(dispense));
    }

    private static Optional<Entry> latest(Collection<Entry> entries, String rule) {
        return entries.stream().filter(entry -> told(entry, rule) != null).max(BY_TIME);
    }

    private static boolean isOnRecord(Entry now, @Nullable Entry before, String rule) {
        return before != null
                && before.row().id().equals(now.row().id())
                && Objects.equals(told(before, rule), told(now, rule));
    }

    private static @Nullable String told(Entry entry, String rule) {
        return FindingNote.parse(entry.findings()).open().get(rule);
    }
}
