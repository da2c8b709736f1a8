package org.painbridge.imaging;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the findings of one order say of each fact of a scope, in one pass. {@link FactFindings} tells the same at
 * leisure, with all that was set aside.
 */
final class Reading {
    private final Scope scope;
    private final LocalDate day;
    private final @Nullable Slot[] slots;

    /** Numbers of what the chart holds for present without a recent date; null where nothing is so. */
    private @Nullable List<Integer> standing;

    /** All that counts of one fact. */
    private static final class Slot {
        private boolean met;
        private boolean notMet;
        private boolean answeredMet;
        private boolean answeredNotMet;
        private boolean old;
        private boolean undated;
        private @Nullable LocalDate answeredOn;
        private @Nullable List<DateRange> charted;
        private @Nullable List<DateRange> answered;
        private @Nullable Numbers chartedNumbers;
        private @Nullable Numbers answeredNumbers;

        void chart(Finding finding) {
            met |= finding.state() == FactState.MET;
            notMet |= isNo(finding.state());
            if (finding.date() != null) {
                charted = with(charted, finding.date());
            }
            if (finding.number() != null) {
                chartedNumbers = Numbers.with(chartedNumbers, finding, finding.number());
            }
        }

        /** Of the answers only the newest count; those without a day only when no other is there. */
        void answer(Finding finding) {
            LocalDate on = finding.source().observedOn();
            if (answeredOn != null && (on == null || on.isBefore(answeredOn))) {
                return;
            }
            if (on != null && !on.equals(answeredOn)) {
                answeredOn = on;
                answeredMet = false;
                answeredNotMet = false;
                answered = null;
                answeredNumbers = null;
            }
            answeredMet |= finding.state() == FactState.MET;
            answeredNotMet |= isNo(finding.state());
            if (finding.date() != null) {
                answered = with(answered, finding.date());
            }
            if (finding.number() != null) {
                answeredNumbers = Numbers.with(answeredNumbers, finding, finding.number());
            }
        }

        private static boolean isNo(FactState state) {
            return state == FactState.NOT_MET || state == FactState.NOT_APPLICABLE;
        }

        private static List<DateRange> with(@Nullable List<DateRange> dates, DateRange date) {
            List<DateRange> more = dates == null ? new ArrayList<>(2) : dates;
            more.add(date);
            return more;
        }

        /** A contradiction is never read as what calms. */
        byte state(Fact fact) {
            boolean yes = met || answeredMet;
            boolean no = notMet || answeredNotMet;
            if (fact.type() == Fact.Type.QUANTITY || (yes && no && fact.unanimous())) {
                return Kleene.UNKNOWN;
            }
            if (!yes && (old || undated)) {
                return no || old || fact.emergent() ? Kleene.DOUBT : Kleene.YES;
            }
            return yes ? Kleene.YES : no ? Kleene.NO : Kleene.UNKNOWN;
        }

        void stand(Finding finding) {
            boolean dated = finding.source().observedOn() != null;
            old |= dated;
            undated |= !dated;
        }

        byte state(Threshold threshold) {
            Numbers numbers = answeredNumbers == null ? chartedNumbers : answeredNumbers;
            return numbers == null ? Kleene.UNKNOWN : numbers.state(threshold);
        }

        byte state(Clock clock, LocalDate day) {
            List<DateRange> dates = answered == null ? charted : answered;
            if (dates == null) {
                return Kleene.UNKNOWN;
            }
            return Kleene.of(clock.state(dates, day, answered == null));
        }
    }

    /** The newest numbers. */
    private record Numbers(@Nullable LocalDate on, List<Measurement> values) {
        static Numbers with(@Nullable Numbers others, Finding finding, Measurement number) {
            LocalDate day = finding.source().observedOn();
            if (others == null || (day != null && (others.on == null || day.isAfter(others.on)))) {
                return new Numbers(day, new ArrayList<>(List.of(number)));
            }
            if (Objects.equals(day, others.on)) {
                others.values.add(number);
            }
            return others;
        }

        byte state(Threshold threshold) {
            return Kleene.of(threshold.state(values));
        }
    }

    private Reading(Scope scope, LocalDate day) {
        this.scope = scope;
        this.day = day;
        this.slots = new Slot[scope.size()];
    }

    /** States by the numbers of the scope. */
    static byte[] found(Scope scope, ImagingOrder order) {
        Reading reading = new Reading(scope, order.evaluatedOn());
        for (Finding finding : order.findings()) {
            reading.add(finding);
        }
        return reading.states();
    }

    private void add(Finding finding) {
        int number = scope.number(finding.fact());
        if (number < 0) {
            return;
        }
        boolean timely = finding.isTimely(scope.fact(number).lookBack(finding.state()), day);
        if (!timely && !finding.doubts(day)) {
            return;
        }
        Slot slot = slots[number];
        if (slot == null) {
            slot = new Slot();
            slots[number] = slot;
        }
        if (!timely) {
            slot.stand(finding);
            standing = standing == null ? new ArrayList<>(2) : standing;
            standing.add(number);
            return;
        }
        switch (finding.origin()) {
            case CHART, STANDING, LAPSING, HINT -> slot.chart(finding);
            case ANSWER -> slot.answer(finding);
        }
    }

    private byte[] states() {
        byte[] states = new byte[slots.length];
        for (int number = 0; number < states.length; number++) {
            Slot slot = slots[number];
            states[number] = slot == null ? Kleene.UNKNOWN : slot.state(scope.fact(number));
        }
        for (int number : scope.based()) {
            Slot deciding = slots[scope.base(number)];
            if (deciding != null && states[number] == Kleene.UNKNOWN) {
                states[number] = decided(scope.fact(number), deciding);
            }
        }
        if (standing != null) {
            standing.removeIf(number -> isMet(slots[number]));
            scope.doubt(states, standing);
        }
        return states;
    }

    private static boolean isMet(@Nullable Slot slot) {
        return slot != null && (slot.met || slot.answeredMet);
    }

    private byte decided(Fact fact, Slot base) {
        if (fact.clock() != null) {
            return base.state(fact.clock(), day);
        }
        return fact.threshold() == null ? Kleene.UNKNOWN : base.state(fact.threshold());
    }
}
