package org.painbridge.dispensing.nms;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Period;
import java.util.HashMap;
import java.util.Map;
import org.painbridge.clinical.Terminology;

/** Where a submission becomes odd or impossible. Source: terminology/tables/nms-limits.csv. */
public final class NmsLimits {
    private final Map<String, BigDecimal> values;

    private NmsLimits(Map<String, BigDecimal> values) {
        this.values = values;
    }

    public static NmsLimits from(Terminology terminology) {
        Map<String, BigDecimal> values = new HashMap<>();
        terminology
                .table("nms-limits")
                .forEach(row -> values.put(row.getOrDefault("id", ""), new BigDecimal(row.getOrDefault("value", ""))));
        return new NmsLimits(values);
    }

    /** How long after the dispense it can be submitted or reversed. */
    public int submitWithinDays() {
        return days("submit-within");
    }

    /** How far an inquiry without dates looks back. */
    public int inquiryDays() {
        return days("inquiry-window");
    }

    int lateAfterDays() {
        return days("late-after");
    }

    Duration clockSkew() {
        return Duration.ofMinutes(days("clock-skew"));
    }

    Period oldestPatient() {
        return Period.ofYears(days("oldest-patient"));
    }

    int unusualDaysSupply() {
        return days("days-supply-unusual");
    }

    int possibleDaysSupply() {
        return days("days-supply-possible");
    }

    /** @param unit in which the product is counted */
    BigDecimal unitsADay(String unit) {
        BigDecimal known = values.get("units-a-day-" + unit);
        return known == null ? value("units-a-day-other") : known;
    }

    /** Fewer cannot cover the days of supply. */
    BigDecimal leastPatchesWorn() {
        return value("patches-worn-least");
    }

    BigDecimal mostPatchesWorn() {
        return value("patches-worn-most");
    }

    private int days(String id) {
        return value(id).intValueExact();
    }

    private BigDecimal value(String id) {
        BigDecimal value = values.get(id);
        if (value == null) {
            throw new IllegalArgumentException("The table nms-limits has no " + id);
        }
        return value;
    }
}
