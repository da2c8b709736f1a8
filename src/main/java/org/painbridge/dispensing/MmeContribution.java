package org.painbridge.dispensing;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What one dispense adds to the window.
 *
 * @param product empty if the drug table lacks it
 * @param agonistTreatment whether it is for that, by product and record; empty if the product is not known
 * @param from first day of the supply
 * @param until last day of the supply; empty if its length is unknown
 * @param inTotal false for what has no figure and for products for agonist treatment
 */
public record MmeContribution(
        Dispense dispense,
        Optional<Product> product,
        Optional<AgonistTreatment> agonistTreatment,
        LocalDate from,
        Optional<LocalDate> until,
        Result result,
        boolean inTotal) {

    public sealed interface Result {
        /**
         * Morphine equivalents a day.
         *
         * @param onDay the day it was computed for, the last of the supply in the window: where factors go by bands of
         *     the whole dose, it can differ from day to day
         */
        record Computed(DailyMme mme, LocalDate onDay) implements Result {}

        record NoFigure(NotComputable reason) implements Result {}
    }
}
