package org.painbridge.dispensing;

import java.util.Arrays;
import java.util.Locale;

/**
 * Whether and how a rule makes itself heard.
 *
 * @param undecidedIsIssue whether a question that it leaves open is put on record by itself; it is told to who asks in any case
 * @param ofIngredients whether what was told of other ingredients leaves it news
 * @param quietDays calendar days, its own included, in which a finding that goes no further than an earlier one is not told again
 * @param escalates whether a finding that goes further is told again at once
 * @param budget of this many alerts in 1,000 dispenses it is a rule that nobody can listen to any more
 */
public record Alerting(
        State state,
        Presentation presentation,
        boolean undecidedIsIssue,
        boolean ofIngredients,
        int quietDays,
        boolean escalates,
        int budget) {

    /** The same, but on record only where it would interrupt. */
    Alerting passive() {
        return presentation == Presentation.INTERRUPT
                ? new Alerting(
                        state, Presentation.INFORM, undecidedIsIssue, ofIngredients, quietDays, escalates, budget)
                : this;
    }

    /** Whether the rule is applied. */
    public enum State {
        ACTIVE,
        /** Applied and counted, so that it can be judged before anybody is told. */
        SHADOW,
        OFF;

        static State parse(String code) {
            return Alerting.parse(State.class, code);
        }
    }

    /** Who is told of a finding. */
    public enum Presentation {
        /** On record, and for the pharmacist to see before the drug is handed over. */
        INTERRUPT,
        /** On record, for who reads it; interrupts nobody. */
        INFORM,
        /** Told in the answer to the dispense and counted; not put on record. */
        ANSWER;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Presentation parse(String code) {
            return Alerting.parse(Presentation.class, code);
        }
    }

    private static <E extends Enum<E>> E parse(Class<E> type, String code) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No " + type.getSimpleName() + ": " + code));
    }
}
