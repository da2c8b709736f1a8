package org.painbridge.terminology;

import java.math.BigDecimal;
import org.painbridge.terminology.Table.Row;

/** A number in a cell. What is not a number counts as minus one, so that a check for "positive" finds it. */
record Amount(Row row, String column) {
    BigDecimal value() {
        String text = row.get(column);
        return text.matches("\\d+(\\.\\d+)?") ? new BigDecimal(text) : BigDecimal.ONE.negate();
    }

    boolean positive() {
        return value().signum() > 0;
    }
}
