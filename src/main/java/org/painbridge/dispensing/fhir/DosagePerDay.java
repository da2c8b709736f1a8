package org.painbridge.dispensing.fhir;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Dosage.DosageDoseAndRateComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.Timing.TimingRepeatComponent;
import org.painbridge.dispensing.Amount;

/** Reads how much of a medicine is taken a day. What is not exactly said is unknown, and said to be. */
final class DosagePerDay {
    private static final int DIGITS = 12;
    private static final BigDecimal HOURS_A_DAY = BigDecimal.valueOf(24);
    /** Hours of a period, by the unit of UCUM; months and years have no certain length. */
    private static final Map<String, Integer> HOURS = Map.of("h", 1, "d", 24, "wk", 7 * 24);
    /** Times in so many hours, by the codes of value set timing-abbreviation that say it exactly. */
    private static final Map<String, Integer> HOURS_BETWEEN = Map.ofEntries(
            Map.entry("QD", 24),
            Map.entry("AM", 24),
            Map.entry("PM", 24),
            Map.entry("BED", 24),
            Map.entry("BID", 12),
            Map.entry("TID", 8),
            Map.entry("QID", 6),
            Map.entry("QOD", 48),
            Map.entry("Q4H", 4),
            Map.entry("Q6H", 6),
            Map.entry("Q8H", 8));

    /** Why there is no certain dose; for people to read. */
    static final class Uncertain extends Exception {
        private static final long serialVersionUID = 1L;

        Uncertain(String why) {
            super(why);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    /** @throws Uncertain if it is not certain how much that is */
    Amount of(List<Dosage> dosages) throws Uncertain {
        if (dosages.isEmpty()) {
            throw new Uncertain("it has no dosage");
        }
        if (dosages.stream().map(Dosage::getSequence).distinct().count() > 1) {
            throw new Uncertain("its dosages follow one another");
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Dosage dosage : dosages) {
            Quantity dose = dose(dosage);
            sum = sum.add(
                    dose.getValue().multiply(HOURS_A_DAY).divide(hoursBetween(dosage), DIGITS, RoundingMode.HALF_UP));
        }
        List<String> units = dosages.stream().map(DosagePerDay::unit).distinct().toList();
        if (units.size() > 1) {
            throw new Uncertain("its doses are in different units");
        }
        return new Amount(sum, units.getFirst());
    }

    private static Quantity dose(Dosage dosage) throws Uncertain {
        if (dosage.hasAsNeeded()
                && !(dosage.hasAsNeededBooleanType()
                        && !dosage.getAsNeededBooleanType().booleanValue())) {
            throw new Uncertain("it is taken as needed");
        }
        List<DosageDoseAndRateComponent> doses = dosage.getDoseAndRate();
        if (doses.size() != 1 || !doses.getFirst().hasDoseQuantity()) {
            throw new Uncertain("its dosage has no single dose with an amount");
        }
        Quantity dose = doses.getFirst().getDoseQuantity();
        boolean exact = dose.hasValue() && dose.getValue().signum() > 0 && !dose.hasComparator();
        if (!exact || unit(dosage).isEmpty()) {
            throw new Uncertain("its dose is no amount with a unit");
        }
        return dose;
    }

    private static String unit(Dosage dosage) {
        return SupplyReader.unit(dosage.getDoseAndRateFirstRep().getDoseQuantity())
                .orElse("");
    }

    private static BigDecimal hoursBetween(Dosage dosage) throws Uncertain {
        Timing timing = dosage.getTiming();
        TimingRepeatComponent repeat = timing.getRepeat();
        boolean open = repeat.hasFrequencyMax() || repeat.hasPeriodMax() || repeat.hasDayOfWeek() || repeat.hasCount();
        if (open) {
            throw new Uncertain("its timing does not say how often a day");
        }
        return often(repeat)
                .or(() -> byCode(timing))
                .orElseThrow(() -> new Uncertain("its timing does not say how often a day"));
    }

    /** So often in a period, or at so many times of every day. */
    private static Optional<BigDecimal> often(TimingRepeatComponent repeat) {
        int times = repeat.getTimeOfDay().size() + repeat.getWhen().size();
        if (!repeat.hasPeriod()) {
            return times == 0 || repeat.hasFrequency() ? Optional.empty() : Optional.of(each(HOURS_A_DAY, times));
        }
        Integer unit = HOURS.get(repeat.hasPeriodUnit() ? repeat.getPeriodUnit().toCode() : "");
        boolean everyDay = repeat.getPeriod().compareTo(BigDecimal.ONE) == 0
                && Integer.valueOf(24).equals(unit);
        if (unit == null || repeat.getPeriod().signum() <= 0 || (times > 1 && !repeat.hasFrequency() && !everyDay)) {
            return Optional.empty();
        }
        int frequency = repeat.hasFrequency() ? repeat.getFrequency() : Math.max(1, times);
        return frequency < 1
                ? Optional.empty()
                : Optional.of(each(repeat.getPeriod().multiply(BigDecimal.valueOf(unit)), frequency));
    }

    private static BigDecimal each(BigDecimal hours, int times) {
        return hours.divide(BigDecimal.valueOf(times), DIGITS, RoundingMode.HALF_UP);
    }

    private static Optional<BigDecimal> byCode(Timing timing) {
        List<Integer> known = timing.getCode().getCoding().stream()
                .map(coding -> HOURS_BETWEEN.get(String.valueOf(coding.getCode())))
                .collect(Collectors.toList());
        boolean clear = known.stream().distinct().count() == 1 && known.getFirst() != null;
        return clear ? Optional.of(BigDecimal.valueOf(known.getFirst())) : Optional.empty();
    }
}
