package org.painbridge.server.store.oracle;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.jspecify.annotations.Nullable;

/** Quantity parameters (R4 3.1.1.4.11): a number at its written precision, with its unit where one is asked for. */
final class Quantities {
    static final String UCUM = "http://unitsofmeasure.org";

    private static final BigDecimal TENTH = new BigDecimal("0.1");
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal ENDLESS = BigDecimal.valueOf(Double.MAX_VALUE);

    /** What a unit of UCUM is made of, and how much of it; others are only equal to themselves. */
    private static final Map<String, Measure> MEASURES = Map.of(
            "kg", new Measure("g", "1000"),
            "g", new Measure("g", "1"),
            "mg", new Measure("g", "0.001"),
            "ug", new Measure("g", "0.000001"),
            "L", new Measure("L", "1"),
            "mL", new Measure("L", "0.001"),
            "h", new Measure("s", "3600"),
            "min", new Measure("s", "60"));

    private record Measure(String of, BigDecimal times) {
        Measure(String of, String times) {
            this(of, new BigDecimal(times));
        }

        static Measure of(String system, String code) {
            Measure known = system.equals(UCUM) ? MEASURES.get(code) : null;
            return known == null ? new Measure(system + "|" + code, "1") : known;
        }
    }

    /** From a least to a greatest number. */
    record Span(BigDecimal low, BigDecimal high) {
        Span times(BigDecimal factor) {
            return new Span(end(low, factor), end(high, factor));
        }

        private static BigDecimal end(BigDecimal end, BigDecimal factor) {
            return end.abs().equals(ENDLESS) ? end : end.multiply(factor);
        }
    }

    private Quantities() {}

    static boolean fit(IBase element, String value) {
        List<String> parts =
                Written.parts(value, '|').stream().map(Written::plain).toList();
        Span span = span(element).orElse(null);
        if (span == null) {
            return false;
        }
        Quantity unit = unit(element);
        String system = parts.size() > 1 ? parts.get(1) : "";
        String code = parts.size() > 2 ? parts.get(2) : "";
        if (system.isEmpty()) {
            boolean fitsUnit = code.isEmpty() || code.equals(unit.getCode()) || code.equals(unit.getUnit());
            return fitsUnit && fits(span, parts.getFirst(), BigDecimal.ONE);
        }
        if (unit.getSystem() == null || unit.getCode() == null) {
            return false;
        }
        Measure stored = Measure.of(unit.getSystem(), unit.getCode());
        Measure asked = Measure.of(system, code);
        return stored.of().equals(asked.of()) && fits(span.times(stored.times()), parts.getFirst(), asked.times());
    }

    /** Empty where there is no number. */
    static Optional<Span> span(IBase element) {
        return switch (element) {
            case Quantity quantity ->
                Optional.ofNullable(quantity.getValue()).map(value -> impliedBy(quantity.getComparator(), value));
            case Range range
            when unit(range).getValue() != null ->
                Optional.of(new Span(
                        Optional.ofNullable(range.getLow().getValue()).orElse(ENDLESS.negate()),
                        Optional.ofNullable(range.getHigh().getValue()).orElse(ENDLESS)));
            default -> Optional.empty();
        };
    }

    /** Where the number itself is left out, from or to the next one that a computer tells from it. */
    private static Span impliedBy(Quantity.@Nullable QuantityComparator comparator, BigDecimal value) {
        return switch (comparator) {
            case LESS_THAN -> new Span(ENDLESS.negate(), new BigDecimal(Math.nextDown(value.doubleValue())));
            case LESS_OR_EQUAL -> new Span(ENDLESS.negate(), value);
            case GREATER_OR_EQUAL -> new Span(value, ENDLESS);
            case GREATER_THAN -> new Span(new BigDecimal(Math.nextUp(value.doubleValue())), ENDLESS);
            case null, default -> new Span(value, value);
        };
    }

    /** The quantity that tells the unit. */
    private static Quantity unit(IBase element) {
        return element instanceof Range range
                ? (range.getLow().getValue() == null ? range.getHigh() : range.getLow())
                : (Quantity) element;
    }

    /** Above and below count from the number itself; equal is within half of its last digit. */
    private static boolean fits(Span stored, String value, BigDecimal factor) {
        Prefix prefix = Prefix.of(value);
        BigDecimal number = new BigDecimal(prefix.rest(value));
        BigDecimal asked = number.multiply(factor);
        BigDecimal half = HALF.scaleByPowerOfTen(-number.scale()).multiply(factor);
        return switch (prefix) {
            case EQ -> isWithin(stored, asked, half);
            case NE -> !isWithin(stored, asked, half);
            case GT -> stored.high().compareTo(asked) > 0;
            case LT -> stored.low().compareTo(asked) < 0;
            case GE -> stored.high().compareTo(asked) >= 0;
            case LE -> stored.low().compareTo(asked) <= 0;
            case SA -> stored.low().compareTo(asked) > 0;
            case EB -> stored.high().compareTo(asked) < 0;
            case AP -> {
                BigDecimal reach = half.add(asked.abs().multiply(TENTH));
                yield stored.low().compareTo(asked.add(reach)) < 0
                        && stored.high().compareTo(asked.subtract(reach)) >= 0;
            }
        };
    }

    /** What is half-way to the next number belongs to that. */
    private static boolean isWithin(Span stored, BigDecimal asked, BigDecimal half) {
        return stored.low().compareTo(asked.subtract(half)) >= 0
                && stored.high().compareTo(asked.add(half)) < 0;
    }
}
