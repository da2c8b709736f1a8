package org.painbridge.server.store;

import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.hl7.fhir.r4.model.Range;
import org.jspecify.annotations.Nullable;

/** Turns quantities into index rows: each the range of numbers that it stands for, in its unit. */
final class QuantityReader {
    private static final double ENDLESS = Double.MAX_VALUE; // A range without this end.
    private static final String CURRENCIES = "urn:iso:std:iso:4217";

    private final UcumUnits units;

    QuantityReader(UcumUnits units) {
        this.units = units;
    }

    void read(SearchParameter parameter, IBase value, IndexRows rows) {
        switch (value) {
            case Quantity quantity
            when quantity.getValue() != null -> quantity(parameter, low(quantity), high(quantity), rows);
            case Range range -> quantity(parameter, range.getLow(), range.getHigh(), rows);
            case Money money
            when money.getValue() != null -> {
                Quantity amount = new Quantity().setValue(money.getValue());
                if (money.hasCurrency()) {
                    amount.setSystem(CURRENCIES).setCode(money.getCurrency());
                }
                quantity(parameter, amount, amount, rows);
            }
            default -> {
                // Sampled data and the like are no quantity.
            }
        }
    }

    /** As it is written, by its code and by its unit; and with the system of the unit, where UCUM in canonical units. */
    private void quantity(SearchParameter parameter, Quantity low, Quantity high, IndexRows rows) {
        Quantity named = low.getValue() != null ? low : high;
        if (named.getValue() == null) {
            return;
        }
        String system = plain(named.getSystem());
        String code = plain(named.getCode());
        String unit = plain(named.getUnit());
        ValueRange written = span(low, high);
        rows.range(parameter.indexId(), NameIds.ofSystem(code.isEmpty() ? unit : code), written);
        if (!unit.isEmpty()) {
            rows.range(parameter.indexId(), NameIds.ofSystem(unit), written);
        }
        if (!system.isEmpty() && !code.isEmpty()) {
            Measure measure = Measure.of(units, system, code);
            rows.range(
                    parameter.unitIndexId(),
                    measure.qualifier(),
                    new ValueRange(measured(measure, low, -ENDLESS), measured(measure, high, ENDLESS)));
        }
    }

    /** Without a value where a comparator says that it may be any that is less (FHIR R4, 3.1.1.4.5: the range it stands for). */
    private static Quantity low(Quantity quantity) {
        QuantityComparator comparator = quantity.getComparator();
        return comparator == QuantityComparator.LESS_THAN || comparator == QuantityComparator.LESS_OR_EQUAL
                ? new Quantity()
                : quantity;
    }

    private static Quantity high(Quantity quantity) {
        QuantityComparator comparator = quantity.getComparator();
        return comparator == QuantityComparator.GREATER_THAN || comparator == QuantityComparator.GREATER_OR_EQUAL
                ? new Quantity()
                : quantity;
    }

    /** Without an end where a quantity has no value. */
    static ValueRange span(Quantity low, Quantity high) {
        return new ValueRange(number(low, -ENDLESS), number(high, ENDLESS));
    }

    private static double number(Quantity quantity, double otherwise) {
        return quantity.getValue() == null
                ? otherwise
                : end(quantity, quantity.getValue().doubleValue());
    }

    /** That itself does not belong to what is less, or more, than it. */
    private static double end(Quantity quantity, double value) {
        return switch (quantity.getComparator()) {
            case LESS_THAN -> Math.nextDown(value);
            case GREATER_THAN -> Math.nextUp(value);
            case null, default -> value;
        };
    }

    private static double measured(Measure measure, Quantity quantity, double otherwise) {
        return quantity.getValue() == null
                ? otherwise
                : end(quantity, measure.of(quantity.getValue()).doubleValue());
    }

    private static String plain(@Nullable String text) {
        return text == null ? "" : text;
    }
}
