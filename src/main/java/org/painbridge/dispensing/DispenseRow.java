package org.painbridge.dispensing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
 * @param day day of the hand-over; the first possible one of a dispense without a place
 * @param arrival order of arrival on the day, see {@link HandedOver}
 * @param lastDay the same day; the last possible one of a dispense without a place
 * @param unplaced why the dispense has no place, see {@link UnplacedDispense}; null if it has one
 * @param practice key, see {@link Setting}
 * @param circumstances codes of {@link Circumstance} in order, separated by blanks; null if none is known
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
        long arrival,
        LocalDate lastDay,
        @Nullable String unplaced,
        @Nullable String practice,
        @Nullable String circumstances) {
    public DispenseRow {
        if ((quantity == null) != (unit == null)) {
            throw new IllegalArgumentException("Quantity and unit are known or unknown together: row " + id);
        }
    }

    /** One of which the setting is not known. */
    public DispenseRow(
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
            long arrival,
            LocalDate lastDay,
            @Nullable String unplaced) {
        this(
                id,
                patient,
                din,
                monitored,
                prescriber,
                pharmacy,
                quantity,
                unit,
                daysSupply,
                day,
                handedOverAt,
                arrival,
                lastDay,
                unplaced,
                null,
                null);
    }

    public static DispenseRow of(Dispense dispense) {
        return of(dispense, dispense.day(), null);
    }

    public static DispenseRow of(UnplacedDispense dispense) {
        return of(dispense.dispense(), dispense.last(), dispense.why().code());
    }

    private static DispenseRow of(Dispense dispense, LocalDate lastDay, @Nullable String unplaced) {
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
                dispense.handedOver().arrival(),
                lastDay,
                unplaced,
                dispense.setting().practice().map(ProviderKey::text).orElse(null),
                circumstances(dispense.setting()));
    }

    private static @Nullable String circumstances(Setting setting) {
        String codes = setting.circumstances().stream()
                .sorted()
                .map(Circumstance::code)
                .collect(Collectors.joining(" "));
        return codes.isEmpty() ? null : codes;
    }

    /** The same with its place among the dispenses of the day; it means nothing for one without a place. */
    public DispenseRow arrivedAs(long order) {
        return new DispenseRow(
                id,
                patient,
                din,
                monitored,
                prescriber,
                pharmacy,
                quantity,
                unit,
                daysSupply,
                day,
                handedOverAt,
                order,
                lastDay,
                unplaced,
                practice,
                circumstances);
    }

    /** The same as seen from another record of the same person. */
    public DispenseRow asLinked() {
        return of(onDay(), lastDay, UnplacedDispense.Why.LINKED_RECORD.code());
    }

    public boolean isPlaced() {
        return unplaced == null;
    }

    /**
     * @throws IllegalArgumentException if a column holds what no dispense can have
     * @throws IllegalStateException if the dispense has no place
     */
    public Dispense dispense() {
        if (unplaced != null) {
            throw new IllegalStateException("A dispense without a certain day: row " + id);
        }
        return onDay();
    }

    /** Empty if the dispense has a place. */
    Optional<UnplacedDispense> unplacedDispense() {
        return unplaced == null
                ? Optional.empty()
                : Optional.of(new UnplacedDispense(onDay(), lastDay, UnplacedDispense.Why.parse(unplaced)));
    }

    private Dispense onDay() {
        return new Dispense(
                new DispenseId(id),
                new PatientRef(patient),
                new DispensedDrug(Optional.ofNullable(din).map(Din::new), Optional.ofNullable(monitored)),
                new Providers(
                        Optional.ofNullable(prescriber).map(ProviderKey::new),
                        Optional.ofNullable(pharmacy).map(ProviderKey::new)),
                new Supply(amount(), Optional.ofNullable(daysSupply)),
                new HandedOver(day, Optional.ofNullable(handedOverAt), arrival),
                setting());
    }

    private Setting setting() {
        if (practice == null && circumstances == null) {
            return Setting.UNKNOWN;
        }
        return new Setting(
                Optional.ofNullable(practice).map(ProviderKey::new),
                circumstances == null
                        ? Set.of()
                        : Arrays.stream(circumstances.split(" "))
                                .map(Circumstance::parse)
                                .collect(Collectors.toUnmodifiableSet()));
    }

    private Optional<Amount> amount() {
        return quantity == null || unit == null ? Optional.empty() : Optional.of(new Amount(quantity, unit));
    }
}
