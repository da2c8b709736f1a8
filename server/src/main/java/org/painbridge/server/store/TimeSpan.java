package org.painbridge.server.store;

import java.time.ZoneId;
import java.util.List;
import org.hl7.fhir.r4.model.Period;

/** From the first to before the second, in milliseconds since 1970. */
record TimeSpan(long starts, long ends) {
    static final TimeSpan ALWAYS = new TimeSpan(Long.MIN_VALUE, Long.MAX_VALUE);
    static final TimeSpan NEVER = new TimeSpan(Long.MIN_VALUE, Long.MIN_VALUE);

    /**
     * What lies in all of them.
     *
     * @param zone of dates without one
     */
    static TimeSpan of(List<Period> periods, ZoneId zone) {
        TimeSpan span = ALWAYS;
        for (Period period : periods) {
            span = span.within(period, zone);
        }
        return span;
    }

    private TimeSpan within(Period period, ZoneId zone) {
        long start = starts;
        long end = ends;
        if (period.hasStart()) {
            String text = period.getStartElement().getValueAsString();
            start = Math.max(start, (long) ValueRange.ofDate(text, zone).low());
        }
        if (period.hasEnd()) {
            String text = period.getEndElement().getValueAsString();
            end = Math.min(end, (long) ValueRange.ofDate(text, zone).high() + 1);
        }
        return new TimeSpan(start, end);
    }
}
