package org.painbridge.server.store;

import java.math.BigDecimal;
import org.painbridge.server.store.UcumUnits.Canonical;

/**
 * A unit with its system as quantities are compared by it.
 *
 * @param qualifier of the unit in the index
 * @param factor what a number of such units is multiplied by
 */
record Measure(long qualifier, BigDecimal factor) {

    /** Units of UCUM that can be converted into each other have one qualifier. */
    static Measure of(UcumUnits units, String system, String code) {
        Canonical canonical =
                system.equals(UcumUnits.SYSTEM) ? units.canonical(code).orElse(null) : null;
        return canonical == null
                ? new Measure(NameIds.ofSystem(system + "|" + code), BigDecimal.ONE)
                : new Measure(NameIds.ofSystem("canonical " + canonical.unit()), canonical.factor());
    }

    BigDecimal of(BigDecimal number) {
        return number.multiply(factor);
    }
}
