package org.painbridge.dispensing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.painbridge.dispensing.Course.Content;
import org.painbridge.dispensing.MmeFactor.OpioidForm;
import org.painbridge.dispensing.NotComputable.Why;

/** Lays dispenses out on the calendar as doses a day: strength, quantity, days' supply, wear time. */
final class Courses {
    /** Digits kept of a dose before it is multiplied by its factor; the product is rounded once, to less. */
    private static final int DOSE_DIGITS = 9;

    private static final BigDecimal HOURS_A_DAY = BigDecimal.valueOf(24);

    private final DrugTable drugs;
    private final Units units;
    private final EarlyRefill earlyRefill;

    Courses(DrugTable drugs, Units units, EarlyRefill earlyRefill) {
        this.drugs = drugs;
        this.units = units;
        this.earlyRefill = earlyRefill;
    }

    List<Course> of(List<Dispense> inOrder) {
        Map<Din, LocalDate> nextFree = new HashMap<>();
        List<Course> courses = new ArrayList<>();
        for (Dispense dispense : inOrder) {
            if (mayHoldOpioid(dispense)) {
                courses.add(course(dispense, nextFree));
            }
        }
        return courses;
    }

    boolean mayHoldOpioid(Dispense dispense) {
        return drugs.product(dispense)
                .map(product -> !product.opioids().isEmpty())
                .orElseGet(() -> drugs.monitored(dispense) != Answer.NO);
    }

    String productSource() {
        return drugs.source();
    }

    Optional<Product> product(Dispense dispense) {
        return drugs.product(dispense);
    }

    /** Whether it is for agonist treatment, by product and record; empty if the product is not known. */
    Optional<AgonistTreatment> agonistTreatment(Dispense dispense) {
        return drugs.product(dispense)
                .map(product -> product.agonistTreatment().by(dispense.setting().circumstances()));
    }

    private Course course(Dispense dispense, Map<Din, LocalDate> nextFree) {
        Optional<Integer> days = dispense.supply().daysSupply();
        LocalDate from = firstDay(dispense, nextFree);
        if (dispense.drug().din().isPresent() && days.isPresent()) {
            nextFree.put(dispense.drug().din().get(), from.plusDays(days.get()));
        }
        return new Course(dispense, drugs.product(dispense), from, days, content(dispense));
    }

    private LocalDate firstDay(Dispense dispense, Map<Din, LocalDate> nextFree) {
        return switch (earlyRefill) {
            case COUNTED_TWICE -> dispense.day();
            case CARRIED_FORWARD ->
                dispense.drug()
                        .din()
                        .map(nextFree::get)
                        .filter(free -> free.isAfter(dispense.day()))
                        .orElse(dispense.day());
        };
    }

    private Content content(Dispense dispense) {
        Optional<Product> product = drugs.product(dispense);
        if (product.isEmpty()) {
            return unmeasured(Why.PRODUCT_UNKNOWN, unknownProduct(dispense));
        }
        Optional<Integer> days = dispense.supply().daysSupply();
        if (days.isEmpty()) {
            return unmeasured(Why.DAYS_SUPPLY_UNKNOWN, "the record has no days' supply");
        }
        return dispense.supply()
                .quantity()
                .map(quantity -> content(product.get(), quantity, days.get()))
                .orElseGet(() -> unmeasured(Why.QUANTITY_UNKNOWN, "the record has no certain quantity with a unit"));
    }

    private Content content(Product product, Amount quantity, int days) {
        List<Dose> doses = new ArrayList<>();
        for (Ingredient opioid : product.opioids()) {
            String counted = opioid.strength().perUnit();
            if (!units.same(quantity.unit(), counted)) {
                return unmeasured(
                        Why.UNIT_UNKNOWN,
                        "the product is counted in " + counted + ", the record in " + quantity.unit());
            }
            doses.add(dose(product.form(), opioid, quantity.value(), days));
        }
        return new Content.Doses(List.copyOf(doses));
    }

    private static Dose dose(DoseForm form, Ingredient opioid, BigDecimal quantity, int days) {
        Strength strength = opioid.strength();
        BigDecimal total = quantity.multiply(strength.value());
        BigDecimal over = strength.per().multiply(BigDecimal.valueOf(days));
        return new Dose(
                new OpioidForm(opioid.substance(), form.mmeForm().orElse("unknown form")),
                strength.value(),
                form.wearHours()
                        .map(hours -> worn(strength, quantity, total, over, hours))
                        .orElseGet(() -> total.divide(over, DOSE_DIGITS, RoundingMode.HALF_UP)),
                strength.unit());
    }

    /**
     * Patches worn at a time: quantity x wear time / time covered; the strength is already a rate. Who wears any wears one, and
     * nobody more than there are.
     */
    private static BigDecimal worn(
            Strength strength, BigDecimal quantity, BigDecimal total, BigDecimal over, int hours) {
        BigDecimal mean = total.multiply(BigDecimal.valueOf(hours))
                .divide(over.multiply(HOURS_A_DAY), DOSE_DIGITS, RoundingMode.HALF_UP);
        BigDecimal one = strength.value().divide(strength.per(), DOSE_DIGITS, RoundingMode.HALF_UP);
        return mean.max(one).min(one.multiply(quantity).setScale(DOSE_DIGITS, RoundingMode.HALF_UP));
    }

    private static String unknownProduct(Dispense dispense) {
        return dispense.drug()
                .din()
                .map(din -> "the drug table has no product " + din)
                .orElse("the record names no product by DIN");
    }

    private static Content unmeasured(Why why, String detail) {
        return new Content.Unmeasured(new NotComputable(why, detail));
    }
}
