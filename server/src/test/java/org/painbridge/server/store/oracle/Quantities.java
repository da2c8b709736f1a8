package org.painbridge.server.store.oracle;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;

/** Quantity parameters (R4 3.1.1.4.11): a number at its written precision, with its unit where one is asked for. */
final class Quantities {
    private static final BigDecimal TENTH = new BigDecimal("0.1");

    private Quantities() {}

    static boolean fit(IBase element, String value) {
        List<String> parts = Written.parts(value, '|');
        return element instanceof Quantity quantity
                && quantity.getValue() != null
                && fitsUnit(quantity, parts)
                && fits(quantity.getValue(), parts.getFirst());
    }

    static Optional<BigDecimal> number(IBase element) {
        return element instanceof Quantity quantity ? Optional.ofNullable(quantity.getValue()) : Optional.empty();
    }

    /** {@code ||unit} is the code or, for people, the unit; with a system it is the code of that system. */
    private static boolean fitsUnit(Quantity quantity, List<String> parts) {
        if (parts.size() == 1) {
            return true;
        }
        String system = Written.plain(parts.get(1));
        String unit = Written.plain(parts.get(2));
        boolean same = same(quantity.getCode(), unit);
        return system.isEmpty()
                ? unit.isEmpty() || same || same(quantity.getUnit(), unit)
                : system.equals(quantity.getSystem()) && (unit.isEmpty() || same);
    }

    private static boolean same(@Nullable String stored, String asked) {
        return asked.equals(stored);
    }

    /** Above and below count from the number itself; equal is within half of its last digit. */
    private static boolean fits(BigDecimal stored, String value) {
        Prefix prefix = Prefix.of(value);
        BigDecimal asked = new BigDecimal(prefix.rest(value));
        int order = stored.compareTo(asked);
        return switch (prefix) {
            case EQ -> within(stored, asked, BigDecimal.ZERO);
            case NE -> !within(stored, asked, BigDecimal.ZERO);
            case GT, SA -> order > 0;
            case LT, EB -> order < 0;
            case GE -> order >= 0;
            case LE -> order <= 0;
            case AP -> within(stored, asked, asked.abs().multiply(TENTH));
        };
    }

    private static boolean within(BigDecimal stored, BigDecimal asked, BigDecimal more) {
        BigDecimal reach =
                new BigDecimal("0.5").scaleByPowerOfTen(-asked.scale()).add(more);
        return stored.compareTo(asked.subtract(reach)) >= 0 && stored.compareTo(asked.add(reach)) < 0;
    }
}
