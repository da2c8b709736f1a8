package org.painbridge.dispensing;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A dispense of an opioid, or of what may be one, laid out on the calendar.
 *
 * @param from first day of the supply
 * @param days its length; empty if unknown
 */
record Course(Dispense dispense, Optional<Product> product, LocalDate from, Optional<Integer> days, Content content) {

    sealed interface Content {
        record Doses(List<Dose> doses) implements Content {}

        record Unmeasured(NotComputable reason) implements Content {}
    }

    boolean isActive(LocalDate day, int unknownSupplyReach) {
        return !day.isBefore(from) && day.isBefore(from.plusDays(days.orElse(unknownSupplyReach)));
    }

    Optional<LocalDate> lastDay() {
        return days.map(length -> from.plusDays(length - 1L));
    }

    /** Whether the dispense is for agonist treatment, by product and record; empty if the product is not known. */
    Optional<AgonistTreatment> agonistTreatment() {
        return product.map(
                known -> known.agonistTreatment().by(dispense.setting().circumstances()));
    }

    boolean isAgonistTreatment() {
        return agonistTreatment().equals(Optional.of(AgonistTreatment.ONLY));
    }

    List<Dose> doses() {
        return content instanceof Content.Doses(List<Dose> doses) ? doses : List.of();
    }
}
