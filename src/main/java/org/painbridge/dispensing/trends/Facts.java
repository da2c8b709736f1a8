package org.painbridge.dispensing.trends;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.PatientRef;
import org.painbridge.dispensing.Alerting;
import org.painbridge.dispensing.Dispense;
import org.painbridge.dispensing.DispenseHistory;
import org.painbridge.dispensing.DispenseRow;
import org.painbridge.dispensing.DrugUse;
import org.painbridge.dispensing.DrugUses;
import org.painbridge.dispensing.FoundRow;
import org.painbridge.dispensing.HistoryFacts;
import org.painbridge.dispensing.PassSink;
import org.painbridge.dispensing.PopulationPass;
import org.painbridge.dispensing.ProviderKey;
import org.painbridge.dispensing.RuleInfo;
import org.painbridge.dispensing.Span;
import org.painbridge.dispensing.UnplacedDispense;

/** What there is to count of the dispenses of one patient after the other: rows, findings, doses and overlaps, each on its day. */
final class Facts {
    /** Takes the facts of a patient. */
    interface Taker {
        /**
         * @param day on which the fact is, or begins
         * @param dispense that it is about; null for none
         * @param rule and level, of a finding or a dose
         */
        void take(Indicator.Fact fact, LocalDate day, long value, @Nullable Dispense dispense, String rule, int level);

        default void take(Indicator.Fact fact, LocalDate day, long value, Dispense dispense) {
            take(fact, day, value, dispense, "", 0);
        }
    }

    private final PopulationPass pass;
    private final DrugUses uses;
    private final Set<String> active = new HashSet<>();

    Facts(PopulationPass pass, DrugUses uses) {
        this.pass = pass;
        this.uses = uses;
        for (RuleInfo rule : pass.rules()) {
            if (rule.alerting().state() == Alerting.State.ACTIVE) {
                active.add(rule.key().id());
            }
        }
    }

    /** @param rows of one patient, in any order */
    void of(List<DispenseRow> rows, Taker taker) {
        if (rows.isEmpty()) {
            return;
        }
        PatientRef patient = new PatientRef(rows.getFirst().patient());
        DispenseHistory history = DispenseHistory.ofRows(patient, rows);
        for (Dispense each : history.dispenses()) {
            row(each, taker);
        }
        for (UnplacedDispense each : history.unplaced()) {
            taker.take(Indicator.Fact.NO_CERTAIN_DAY, someDay(each.possible()), 1, null, "", 0);
        }
        HistoryFacts facts = new HistoryFacts(pass, new HistoryFacts.Keys(), List.of(history));
        pass.run(facts, new Sink(facts, taker));
    }

    /** The last possible one; where none is the last, the first. */
    private static LocalDate someDay(Span possible) {
        return possible.to().equals(UnplacedDispense.LATEST) ? possible.from() : possible.to();
    }

    private void row(Dispense dispense, Taker taker) {
        DrugUse use = uses.of(dispense);
        LocalDate day = dispense.day();
        if (use.mayBeMonitored()) {
            taker.take(Indicator.Fact.DISPENSE, day, 1, dispense);
        }
        switch (use) {
            case OPIOID_FOR_PAIN -> taker.take(Indicator.Fact.OPIOID_FOR_PAIN, day, 1, dispense);
            case OPIOID_FOR_COUGH -> taker.take(Indicator.Fact.OPIOID_FOR_COUGH, day, 1, dispense);
            case OPIOID_AGONIST_TREATMENT -> taker.take(Indicator.Fact.OPIOID_AGONIST_TREATMENT, day, 1, dispense);
            case OPIOID_BY_INDICATION -> taker.take(Indicator.Fact.OPIOID_BY_INDICATION, day, 1, dispense);
            case OPIOID_ANTAGONIST -> {
                taker.take(Indicator.Fact.OPIOID_ANTAGONIST, day, 1, dispense);
                uses.isNasal(dispense.drug())
                        .map(nasal -> nasal ? Indicator.Fact.NASAL_ANTAGONIST : Indicator.Fact.OTHER_ANTAGONIST)
                        .ifPresent(fact -> taker.take(fact, day, 1, dispense));
            }
            case OTHER_MONITORED, NOT_MONITORED, UNKNOWN -> {}
        }
        if (use == DrugUse.OPIOID_FOR_PAIN || use == DrugUse.OPIOID_FOR_COUGH || use == DrugUse.OPIOID_BY_INDICATION) {
            dose(dispense, use, taker);
        }
    }

    private void dose(Dispense dispense, DrugUse use, Taker taker) {
        long milli = pass.mmeMilli(dispense);
        Optional<Integer> days = dispense.supply().daysSupply();
        if (milli < 0 || days.isEmpty()) {
            taker.take(Indicator.Fact.NO_DOSE, dispense.day(), 1, dispense);
        } else if (use == DrugUse.OPIOID_FOR_PAIN) {
            taker.take(Indicator.Fact.QUANTITY, dispense.day(), milli * days.get(), dispense);
            int level = pass.doseLevel(milli);
            taker.take(Indicator.Fact.DISPENSED_DOSE, dispense.day(), 1, dispense, "", level);
            if (uses.isLongActing(dispense.drug())) {
                taker.take(Indicator.Fact.LONG_ACTING_DOSE, dispense.day(), 1, dispense, "", level);
            }
        }
    }

    /** Empty where the record does not tell. */
    static Optional<String> prescriber(Dispense dispense) {
        return dispense.providers().prescriber().map(ProviderKey::text);
    }

    private final class Sink implements PassSink {
        private final HistoryFacts facts;
        private final Taker taker;

        Sink(HistoryFacts facts, Taker taker) {
            this.facts = facts;
            this.taker = taker;
        }

        @Override
        public void found(FoundRow found) {
            if (active.contains(found.rule().id())) {
                Dispense dispense = facts.dispense(found.dispense());
                taker.take(
                        Indicator.Fact.FINDING,
                        dispense.day(),
                        1,
                        dispense,
                        found.rule().id(),
                        found.level());
            }
        }

        @Override
        public void dose(long patient, int fromDay, int toDay, long mmeMilli, boolean complete) {
            int level = pass.doseLevel(mmeMilli);
            if (level > 0) {
                byQuarter(Indicator.Fact.DOSE, fromDay, toDay, level);
            } else if (!complete) {
                byQuarter(Indicator.Fact.DOSE_UNKNOWN, fromDay, toDay, 0);
            }
        }

        @Override
        public void overlap(long patient, int fromDay, int toDay) {
            byQuarter(Indicator.Fact.OVERLAP, fromDay, toDay, 0);
        }

        private void byQuarter(Indicator.Fact fact, int fromDay, int toDay, int level) {
            LocalDate from = LocalDate.ofEpochDay(fromDay);
            LocalDate last = LocalDate.ofEpochDay(toDay);
            while (!from.isAfter(last)) {
                LocalDate end = Quarters.of(from).lastDay();
                LocalDate to = end.isBefore(last) ? end : last;
                taker.take(fact, from, to.toEpochDay() - from.toEpochDay() + 1, null, "", level);
                from = to.plusDays(1);
            }
        }
    }
}
