package org.painbridge.dispensing.nms;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.painbridge.dispensing.Din;
import org.painbridge.dispensing.DrugTable;
import org.painbridge.dispensing.Product;

/**
 * What is odd about dispenses that a pharmacy has submitted, for the pharmacy to look into: the same warnings that it got with
 * each submission, seen together. Limits: terminology/tables/nms-limits.csv.
 */
public final class QualityCheck {
    private final NmsLimits limits;
    private final DrugTable drugs;

    public QualityCheck(NmsLimits limits, DrugTable drugs) {
        this.limits = limits;
        this.drugs = drugs;
    }

    /**
     * A dispense that stands; null is unknown.
     *
     * @param received when it was submitted
     * @param din eight digits
     * @param daysSupply in days
     */
    public record Submitted(
            String dispenseId,
            String patientId,
            LocalDate day,
            LocalDate received,
            @Nullable String din,
            @Nullable BigDecimal quantity,
            @Nullable String unit,
            @Nullable Integer daysSupply) {}

    private record Supply(String patientId, String din, LocalDate day, BigDecimal quantity) {}

    /** The dispenses by what is odd about them, in their order; several reasons may be those of one. */
    public Map<NmsReason, List<Submitted>> look(Collection<Submitted> submitted) {
        Map<NmsReason, List<Submitted>> found = new EnumMap<>(NmsReason.class);
        Set<Supply> known = new HashSet<>();
        for (Submitted each : submitted) {
            Optional<Supply> supply = supply(each);
            if (supply.isPresent() && !known.add(supply.get())) {
                add(found, NmsReason.POSSIBLE_DUPLICATE, each);
            }
            Integer days = each.daysSupply();
            if (days != null && days > limits.unusualDaysSupply()) {
                add(found, NmsReason.DAYS_IMPLAUSIBLE, each);
            }
            if (isTooMuch(each)) {
                add(found, NmsReason.QUANTITY_IMPLAUSIBLE, each);
            }
            if (isOddlyWorn(each)) {
                add(found, NmsReason.PATCHES_IMPLAUSIBLE, each);
            }
            if (each.day().isBefore(each.received().minusDays(limits.lateAfterDays()))) {
                add(found, NmsReason.LATE, each);
            }
            if (each.din() != null && drugs.monitored(new Din(each.din())).isEmpty()) {
                add(found, NmsReason.DIN_UNKNOWN, each);
            }
        }
        return found;
    }

    private static void add(Map<NmsReason, List<Submitted>> found, NmsReason reason, Submitted each) {
        found.computeIfAbsent(reason, none -> new ArrayList<>()).add(each);
    }

    /** As it is told apart when it is submitted. */
    private static Optional<Supply> supply(Submitted each) {
        String din = each.din();
        BigDecimal quantity = each.quantity();
        return din == null || quantity == null
                ? Optional.empty()
                : Optional.of(new Supply(each.patientId(), din, each.day(), quantity.stripTrailingZeros()));
    }

    /** For the strength and form of the product, where it is known; else for the sender's unit. */
    private boolean isTooMuch(Submitted each) {
        BigDecimal quantity = each.quantity();
        Integer days = each.daysSupply();
        if (quantity == null || days == null || days < 1) {
            return false;
        }
        Optional<Product> product = product(each);
        if (product.filter(PatchWear::isOf).isPresent()) {
            return false;
        }
        String unit = product.map(
                        known -> known.ingredients().getFirst().strength().perUnit())
                .or(() -> Optional.ofNullable(each.unit()))
                .orElse("");
        return quantity.compareTo(limits.unitsADay(unit).multiply(BigDecimal.valueOf(days))) > 0;
    }

    private boolean isOddlyWorn(Submitted each) {
        BigDecimal quantity = each.quantity();
        Integer days = each.daysSupply();
        return quantity != null
                && days != null
                && days > 0
                && product(each)
                        .filter(PatchWear::isOf)
                        .flatMap(patch -> new PatchWear(limits).odd(patch, quantity, days))
                        .isPresent();
    }

    private Optional<Product> product(Submitted each) {
        return Optional.ofNullable(each.din()).flatMap(din -> drugs.product(new Din(din)));
    }
}
