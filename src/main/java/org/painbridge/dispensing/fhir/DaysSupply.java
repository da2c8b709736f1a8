package org.painbridge.dispensing.fhir;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Quantity;

/**
 * For how many days a supply is. Without a code the word of the sender decides: one that does not say days is not taken for
 * them, nor is one of which the sender says only why it is missing.
 */
public final class DaysSupply {
    private static final String UCUM = "http://unitsofmeasure.org";
    private static final String CODE = "d";
    private static final Set<String> WORDS = Set.of("d", "day", "days", "day(s)", "j", "jour", "jours", "jour(s)");

    private DaysSupply() {}

    /** Empty where there is no number, it is not exact, or not one of days. */
    public static Optional<BigDecimal> of(Quantity quantity) {
        return Optional.ofNullable(quantity.getValue())
                .filter(value -> !quantity.hasComparator() && isInDays(quantity));
    }

    private static boolean isInDays(Quantity quantity) {
        if (quantity.hasCode()) {
            return CODE.equals(quantity.getCode()) && UCUM.equals(quantity.getSystem());
        }
        if (!quantity.hasUnit()) {
            return true;
        }
        return Optional.ofNullable(quantity.getUnit())
                .map(unit -> unit.strip().toLowerCase(Locale.ROOT))
                .filter(word -> word.isEmpty() || WORDS.contains(word))
                .isPresent();
    }
}
