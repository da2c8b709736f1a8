package org.painbridge.dispensing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.PatientRef;

/**
 * A {@link Dispense} in flat columns, for tables and data frames; null is unknown.
 *
 * @param din eight digits
 * @param monitored the sender's flag, see {@link DispensedDrug}
 * @param prescriber key, see {@link ProviderKey}
 * @param pharmacy key, see {@link ProviderKey}
 * @param unit unit of the quantity; null exactly when the quantity is
 * @param arrival order of arrival on the day, see {@link HandedOver}
 */
public record DispenseRow(
        String id,
        String patient,
        @Nullable String din,
        @Nullable Boolean monitored,
        @Nullable String prescriber,
        @Nullable String pharmacy,
        @Nullable BigDecimal quantity,
        @Nullable String unit,
        @Nullable Integer daysSupply,
        LocalDate day,
        @Nullable Instant handedOverAt,
        long arrival) {
    public DispenseRow {
        if ((quantity == null) != (unit == null)) {
            throw new IllegalArgumentException("Quantity and unit are known or unknown together: row " + id);
        }
    }

    public static DispenseRow of(Dispense dispense) {
        Optional<Amount> quantity = dispense.supply().quantity();
        return new DispenseRow(
                dispense.id().id(),
                dispense.patient().id(),
                dispense.drug().din().map(Din::digits).orElse(null),
                dispense.drug().monitored().orElse(null),
                dispense.providers().prescriber().map(ProviderKey::text).orElse(null),
                dispense.providers().pharmacy().map(ProviderKey::text).orElse(null),
                quantity.map(Amount::value).orElse(null),
                quantity.map(Amount::unit).orElse(null),
                dispense.supply().daysSupply().orElse(null),
                dispense.day(),
                dispense.handedOver().at().orElse(null),
                dispense.handedOver().arrival());
    }

    /** @throws IllegalArgumentException if a column holds what no dispense can have */
    public Dispense dispense() {
        return new Dispense(
                new DispenseId(id),
                new PatientRef(patient),
                new DispensedDrug(Optional.ofNullable(din).map(Din::new), Optional.ofNullable(monitored)),
                new Providers(
                        Optional.ofNullable(prescriber).map(ProviderKey::new),
                        Optional.ofNullable(pharmacy).map(ProviderKey::new)),
                new Supply(amount(), Optional.ofNullable(daysSupply)),
                new HandedOver(day, Optional.ofNullable(handedOverAt), arrival));
    }

    private Optional<Amount> amount() {
        return quantity == null || unit == null ? Optional.empty() : Optional.of(new Amount(quantity, unit));
    }
}
