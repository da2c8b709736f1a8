package org.painbridge.imaging;

import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.painbridge.clinical.Evidence;

/**
 * A fact that time decides: at least this long since a date.
 *
 * @param since id of the date fact it counts from
 * @param atLeast the limit, from the rule file
 * @param mayNotBe whether the date may not be there at all, such as the start of a treatment that nobody had: then the
 *     question is whether the limit is reached, which everybody can answer
 */
public record Clock(String since, Period atLeast, boolean mayNotBe, Evidence source) {
    /** In days: how much longer one month may be than another. */
    private static final int MONTHS_DIFFER = 3;

    private static final LocalDate ANY_DAY = LocalDate.of(2000, 1, 1);

    /** Whether this one is always met before the other, counted from the same date. */
    boolean isBefore(Clock other) {
        return days() + MONTHS_DIFFER < other.days();
    }

    /**
     * Whether it is met on a day; UNKNOWN where the dates disagree or are too vague. Of what may not be there at all the
     * record may hold a part only, as care does that nobody wrote down: there one date says "yes", and none "not so long".
     *
     * @param recorded whether the dates are on record, not answered
     */
    FactState state(List<DateRange> dates, LocalDate day, boolean recorded) {
        if (mayNotBe && recorded) {
            boolean any = dates.stream().anyMatch(date -> date.atLeastBefore(day, atLeast) == FactState.MET);
            return any ? FactState.MET : FactState.UNKNOWN;
        }
        FactState first = dates.isEmpty() ? FactState.UNKNOWN : dates.getFirst().atLeastBefore(day, atLeast);
        for (DateRange date : dates) {
            if (date.atLeastBefore(day, atLeast) != first) {
                return FactState.UNKNOWN;
            }
        }
        return first;
    }

    /** On the whole; months and years differ. */
    long days() {
        return days(atLeast);
    }

    static long days(Period period) {
        return ANY_DAY.until(ANY_DAY.plus(period), ChronoUnit.DAYS);
    }
}
