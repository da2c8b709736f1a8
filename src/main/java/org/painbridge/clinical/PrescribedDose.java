package org.painbridge.clinical;

import java.math.BigDecimal;

/** What a medicine gives a day, as it is prescribed, in oral morphine equivalents. */
public sealed interface PrescribedDose {
    /**
     * An opioid whose dose is certain.
     *
     * @param milligramsPerDay oral morphine equivalents, UCUM {@code mg/d}
     * @param table code of the table of factors, of CodeSystem/mme-table
     * @param product what the product is called
     */
    record Computed(BigDecimal milligramsPerDay, String table, String product) implements PrescribedDose {
        public Computed {
            milligramsPerDay = milligramsPerDay.stripTrailingZeros(); // 50.0 equals 50.
        }
    }

    /**
     * It may hold an opioid, and the dose is not certain. This is not zero.
     *
     * @param why for people to read, without a full stop
     */
    record NotComputable(String why) implements PrescribedDose {}

    /** A product that is known and holds no opioid. */
    record NoOpioid() implements PrescribedDose {}
}
