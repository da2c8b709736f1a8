package org.painbridge.dispensing.fhir;

import java.math.BigDecimal;
import java.util.Optional;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Quantity;
import org.painbridge.dispensing.Amount;
import org.painbridge.dispensing.Supply;

/** Reads how much was handed over and for how many days. What is not exactly said is unknown. */
final class SupplyReader {
    private static final String UCUM = "http://unitsofmeasure.org";
    private static final String PIECES = "1";

    Supply supply(MedicationDispense dispense) {
        return new Supply(amount(dispense.getQuantity()), days(dispense.getDaysSupply()));
    }

    private static Optional<Amount> amount(Quantity quantity) {
        return isExact(quantity) ? unit(quantity).map(unit -> new Amount(quantity.getValue(), unit)) : Optional.empty();
    }

    private static Optional<Integer> days(Quantity quantity) {
        return DaysSupply.of(quantity)
                .filter(days -> days.signum() > 0 && isWhole(days))
                .map(BigDecimal::intValueExact);
    }

    private static boolean isExact(Quantity quantity) {
        return quantity.hasValue() && quantity.getValue().signum() > 0 && !quantity.hasComparator();
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0 && number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
    }

    /** The code of UCUM, but for pieces the word that says of what; of other systems the word before the code. */
    static Optional<String> unit(Quantity quantity) {
        Optional<String> code = Optional.ofNullable(quantity.getCode()).filter(text -> !text.isBlank());
        Optional<String> word = Optional.ofNullable(quantity.getUnit()).filter(text -> !text.isBlank());
        boolean isPlainUcum = UCUM.equals(quantity.getSystem())
                && code.filter(text -> !text.equals(PIECES)).isPresent();
        return isPlainUcum ? code : word.or(() -> code);
    }
}
