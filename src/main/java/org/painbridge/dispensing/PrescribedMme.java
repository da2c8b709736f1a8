package org.painbridge.dispensing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.painbridge.clinical.PatientRef;
import org.painbridge.clinical.PrescribedDose;

/**
 * Daily morphine equivalents of one medicine as it is prescribed: what {@link MmeCalculator} would say of a supply that
 * gives as much every day.
 */
public final class PrescribedMme {
    private static final int PIECE_DIGITS = 12;
    /** Of CodeSystem/monitored-drug-class. */
    private static final String ANTAGONIST = "opioid-antagonist";

    /** Over which a dose is looked at: longer than any patch is worn. */
    private static final int DAYS = 84;

    private final DrugTable drugs;
    private final Courses courses;
    private final MmeTable table;

    public PrescribedMme(DrugTable drugs, MmeTable table) {
        this.drugs = drugs;
        this.table = table;
        this.courses = new Courses(drugs, Units.fromClassPath(), EarlyRefill.COUNTED_TWICE);
    }

    /** What the product is called; empty where the drug table lacks it. */
    public Optional<String> product(DispensedDrug drug) {
        return drug.din().flatMap(drugs::product).map(Product::name);
    }

    /** Whether the product is known and holds no opioid. */
    public boolean isWithoutOpioid(DispensedDrug drug) {
        return drug.din()
                .flatMap(drugs::product)
                .filter(product -> product.opioids().isEmpty())
                .isPresent();
    }

    /** Whether the product is known and holds an opioid antagonist alone. */
    public boolean isAntagonist(DispensedDrug drug) {
        return drug.din()
                .flatMap(drugs::product)
                .filter(product -> product.ingredients().stream()
                        .allMatch(ingredient -> ANTAGONIST.equals(ingredient.drugClass())))
                .isPresent();
    }

    /** Whether the drug table says anything of the product. */
    public boolean isListed(Din din) {
        return drugs.monitored(din).isPresent();
    }

    /** @param perDay pieces or volume of the product, or the amount of its one substance */
    public PrescribedDose of(DispensedDrug drug, Amount perDay) {
        Amount daily = counted(drug, perDay);
        Amount all = new Amount(daily.value().multiply(BigDecimal.valueOf(DAYS)), daily.unit());
        Supply supply = new Supply(Optional.of(all), Optional.of(DAYS));
        LocalDate any = LocalDate.EPOCH;
        Dispense dispense = new Dispense(
                new DispenseId("prescribed"),
                new PatientRef("prescribed"),
                drug,
                new Providers(Optional.empty(), Optional.empty()),
                supply,
                HandedOver.on(any),
                Setting.UNKNOWN);
        List<Course> course = courses.of(List.of(dispense));
        return course.isEmpty() ? new PrescribedDose.NoOpioid() : figure(course.getFirst());
    }

    private PrescribedDose figure(Course course) {
        if (course.isAgonistTreatment()) {
            return new PrescribedDose.NotComputable(
                    "the product is for opioid agonist treatment, which no total counts");
        }
        return switch (new DayTotal(table, List.of(course)).compute(course)) {
            case DayTotal.Computation.None(NotComputable reason) -> new PrescribedDose.NotComputable(reason.detail());
            case DayTotal.Computation.Sum(DailyMme mme) ->
                new PrescribedDose.Computed(
                        mme.milligramsPerDay(),
                        table.id().code(),
                        course.product().map(Product::name).orElse(""));
        };
    }

    /** Milligrams of the only substance, as pieces of the product; else as it was given. A patch is never counted so. */
    private Amount counted(DispensedDrug drug, Amount perDay) {
        return drug.din()
                .flatMap(drugs::product)
                .filter(product -> product.ingredients().size() == 1)
                .map(product -> product.ingredients().getFirst().strength())
                .filter(strength ->
                        strength.unit().equals(perDay.unit()) && !perDay.unit().contains("/"))
                .map(strength -> new Amount(pieces(perDay.value(), strength), strength.perUnit()))
                .orElse(perDay);
    }

    private static BigDecimal pieces(BigDecimal substance, Strength strength) {
        return substance.multiply(strength.per()).divide(strength.value(), PIECE_DIGITS, RoundingMode.HALF_UP);
    }
}
