package org.painbridge.server.dispensing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.painbridge.clinical.PatientRef;
import org.painbridge.dispensing.DispenseHistory;
import org.painbridge.dispensing.DispenseId;
import org.painbridge.dispensing.DispenseRow;
import org.painbridge.dispensing.Evaluation;
import org.painbridge.server.store.StoreTransaction;

/**
 * Brings projection and findings of patients up to date, under the locks of all of them. A change may alter what is true
 * of later dispenses, as far as the rules look back; those are judged anew as well.
 */
final class PatientCheck {
    private final Judge judge;
    private final int lookBackDays;
    private final DispenseTable table;
    private final DispenseVersions versions;
    private final IssueRecorder recorder;
    private final PassiveRules passive;
    private final OpenQuestions questions;
    private final Hearing hearing;

    /** @param lookBackDays how far before a dispense the rules look */
    PatientCheck(
            Judge judge,
            int lookBackDays,
            DispenseTable table,
            DispenseVersions versions,
            IssueRecorder recorder,
            PassiveRules passive) {
        this.passive = passive;
        this.versions = versions;
        this.judge = judge;
        this.lookBackDays = lookBackDays;
        this.table = table;
        this.recorder = recorder;
        this.questions = new OpenQuestions(judge, table, recorder);
        this.hearing = new Hearing(judge, table, lookBackDays);
    }

    /** How far before and behind a dispense the rules look. */
    int lookBackDays() {
        return lookBackDays;
    }

    Hearing hearing() {
        return hearing;
    }

    /** A dispense may leave one patient for another: what is no longer true of anyone goes before anything is added. */
    void run(StoreTransaction transaction, MonitoredWrite write) throws SQLException {
        run(transaction, write.near(), write.patients(), true);
    }

    /** Dispenses that read otherwise than when they were stored, though nothing was written; what was believed is kept apart. */
    void reread(StoreTransaction transaction, Collection<PatientChanges> patients) throws SQLException {
        run(transaction, new NearDispenses(transaction, table, lookBackDays), patients, false);
    }

    /** All dispenses of a patient, whatever has changed. */
    boolean everything(StoreTransaction transaction, String patientId) throws SQLException {
        transaction.lock(MonitoredWrite.lockOf(patientId));
        PatientChanges changes = new PatientChanges(patientId);
        changes.everything();
        run(transaction, new NearDispenses(transaction, table, lookBackDays), List.of(changes), true);
        return true;
    }

    private void run(
            StoreTransaction transaction, NearDispenses near, Collection<PatientChanges> patients, boolean keepsEnded)
            throws SQLException {
        List<Known> all = new ArrayList<>();
        Learned learned = new Learned(transaction.now());
        Set<String> stale = new HashSet<>();
        for (PatientChanges changes : patients) {
            Known known = Known.of(near, changes, learned);
            known.entries().keySet().stream().filter(changes::replaces).forEach(stale::add);
            cancelRemoved(transaction, known);
            all.add(known);
        }
        if (keepsEnded) {
            learned.notBefore(versions.endsAfter(transaction, learned.others(transaction, patients)));
            versions.insert(
                    transaction,
                    all.stream().flatMap(each -> each.ended().stream()).toList());
        }
        List<Judged> judged = new ArrayList<>();
        for (Known known : all) {
            Judged each = judge(transaction, known);
            stale.addAll(each.stale);
            judged.add(each);
        }
        recorder.record(
                transaction,
                judged.stream().flatMap(each -> each.ruled.stream()).toList());
        table.delete(transaction.connection(), stale);
        table.insert(
                transaction,
                judged.stream().flatMap(each -> each.fresh.stream()).toList());
        Optional<Heard> listener = hearing.listener(transaction);
        for (Judged each : judged) {
            listener.ifPresent(heard -> heard.add(each.evaluations, each.known.rows()));
            questions.tell(transaction, near, each.changed());
        }
    }

    /** A patient after the changes. */
    private static final class Judged {
        private final Known known;
        private final PatientRef patient;
        /** Ids of dispenses whose rows are no longer right. */
        private final List<String> stale = new ArrayList<>();
        /** The rows instead. */
        private final List<DispenseTable.Entry> fresh = new ArrayList<>();

        private final List<DispenseTable.Entry> after = new ArrayList<>();
        private final List<IssueRecorder.Ruled> ruled = new ArrayList<>();
        private final Map<String, Evaluation> evaluations = new HashMap<>();
        private final Set<String> open;

        Judged(Known known) {
            this.known = known;
            this.patient = new PatientRef(known.changes().patientId());
            this.open = known.openRulesOfRemoved();
        }

        void keep(DispenseRow row) {
            after.add(Objects.requireNonNull(known.entries().get(row.id())));
        }

        /** @param evaluation empty where the rules fail: then what they said before stays */
        void add(DispenseRow row, Optional<Evaluation> evaluation) {
            FindingNote old = known.note(row.id());
            FindingNote now = evaluation.map(FindingNote::of).orElse(old);
            evaluation.ifPresent(said -> {
                PatientChanges changes = known.changes();
                Set<String> entered = changes.replaces(row.id()) ? Set.of() : known.entered();
                ruled.add(new IssueRecorder.Ruled(patient, said, old, now, entered));
                evaluations.put(row.id(), said);
            });
            DispenseTable.Entry entry = new DispenseTable.Entry(row, now.text(), known.recorded(row));
            after.add(entry);
            if (known.changes().replaces(row.id()) || !now.equals(old)) {
                if (known.entries().containsKey(row.id())) {
                    stale.add(row.id());
                }
                fresh.add(entry);
                open.addAll(now.open().keySet());
                open.addAll(old.open().keySet());
            }
        }

        OpenQuestions.Changed changed() {
            return new OpenQuestions.Changed(patient, known.entries().values(), after, open, evaluations);
        }
    }

    private void cancelRemoved(StoreTransaction transaction, Known known) throws SQLException {
        PatientChanges changes = known.changes();
        for (String removed : changes.removed()) {
            if (!changes.added().containsKey(removed)) {
                Set<String> rules = known.note(removed).findings().keySet();
                recorder.cancel(transaction, new PatientRef(changes.patientId()), new DispenseId(removed), rules);
            }
        }
    }

    private Judged judge(StoreTransaction transaction, Known known) {
        PatientChanges changes = known.changes();
        List<DispenseRow> rows = known.rows();
        DispenseHistory history = DispenseHistory.ofRows(new PatientRef(changes.patientId()), rows);
        Optional<Judge.Judging> judging = FailOpen.attempt(transaction, history.patient(), () -> judge.on(history));
        Judged judged = new Judged(known);
        boolean isHeard = hearing.listener(transaction).isPresent();
        for (DispenseRow row : rows) {
            if (changes.concerns(row, lookBackDays)) {
                DispenseId dispense = new DispenseId(row.id());
                judged.add(
                        row,
                        judging.flatMap(rules -> FailOpen.attempt(
                                transaction,
                                history.patient(),
                                () -> passive.told(
                                        isHeard && changes.replaces(row.id())
                                                ? rules.whole(dispense)
                                                : rules.evaluate(dispense)))));
            } else {
                judged.keep(row);
            }
        }
        return judged;
    }
}
