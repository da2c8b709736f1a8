package org.painbridge.dispensing;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;

/**
 * A dispense without a certain place in the history: it may have been handed over on any of the possible days, or not at
 * all; or it belongs to the history of a linked record. It is never counted, and as long as it is there no answer that it could change is certain.
 *
 * @param dispense as if it had been handed over on the first possible day
 * @param last last possible day
 */
public record UnplacedDispense(Dispense dispense, LocalDate last, Why why) {
    /** First possible day where the record sets no limit. */
    public static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

    /** Last possible day where the record sets no limit. */
    public static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

    static final Comparator<UnplacedDispense> TOTAL_ORDER =
            Comparator.comparing(UnplacedDispense::dispense, Dispense.TOTAL_ORDER);

    public UnplacedDispense {
        if (last.isBefore(dispense.day())) {
            throw new IllegalArgumentException("Possible days end before they begin: " + dispense.day() + ", " + last);
        }
    }

    /** Why the dispense has no place. */
    public enum Why {
        /** It was handed over, but the record gives no whole day. */
        DAY_UNKNOWN("day-unknown"),
        /** It was halted, and the record does not say whether something had been handed over. */
        HAND_OVER_UNKNOWN("hand-over-unknown"),
        /** It is held under another record of the same person, and may be there as well as here. */
        LINKED_RECORD("linked-record");

        private final String code;

        Why(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }

        /** @throws IllegalArgumentException if there is no such code */
        static Why parse(String code) {
            return Arrays.stream(values())
                    .filter(why -> why.code.equals(code))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("No reason to be without a place: " + code));
        }
    }

    public DispenseId id() {
        return dispense.id();
    }

    public Span possible() {
        return new Span(dispense.day(), last);
    }

    /** Why it has no figure in morphine equivalents. */
    NotComputable reason() {
        return switch (why) {
            case DAY_UNKNOWN ->
                new NotComputable(
                        NotComputable.Why.DAY_UNKNOWN, "the record gives no whole day of hand-over, only " + days());
            case HAND_OVER_UNKNOWN ->
                new NotComputable(
                        NotComputable.Why.HAND_OVER_UNKNOWN,
                        "it was halted, and the record does not say whether something was handed over " + days());
            case LINKED_RECORD ->
                new NotComputable(
                        NotComputable.Why.LINKED_RECORD,
                        "it is held under Patient/" + dispense.patient().id()
                                + ", which is linked as a record of the same person");
        };
    }

    private String days() {
        String until = last.equals(LATEST) ? "" : "until " + last;
        String from = dispense.day().equals(EARLIEST) ? "" : "from " + dispense.day();
        String known = (from + " " + until).strip();
        return known.isEmpty() ? "at some time" : known;
    }
}
