package org.painbridge.dispensing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.painbridge.dispensing.MmeFactor.OpioidForm;
import org.painbridge.dispensing.MmeFactor.Value;

/** A named set of factors. Published sets disagree, so every figure says which set it comes from. */
public final class MmeTable {
    private final MmeTableId id;
    private final Map<OpioidForm, List<MmeFactor>> factors;

    MmeTable(MmeTableId id, Map<OpioidForm, List<MmeFactor>> factors) {
        this.id = id;
        this.factors = factors;
    }

    public MmeTableId id() {
        return id;
    }

    /**
     * What the set says of a dose.
     *
     * @param substancePerDay the whole dose of the substance on that day, by which bands are chosen
     */
    Value value(Dose dose, BigDecimal substancePerDay) {
        return factors.getOrDefault(dose.key(), List.of()).stream()
                .filter(factor -> factor.isFor(dose.strength()))
                .filter(factor -> factor.doseUnit().equals(dose.unit()))
                .filter(factor -> factor.band().contains(substancePerDay))
                .findFirst()
                .map(MmeFactor::value)
                .orElseGet(() -> new Value.None("this set does not know "
                        + dose.key().substance() + " as " + dose.key().form() + " in " + dose.unit()));
    }

    /** Whether the factor for an opioid of the product depends on the whole dose of the day. */
    boolean goesByBands(Product product) {
        return product.opioids().stream()
                .map(opioid -> new OpioidForm(
                        opioid.substance(), product.form().mmeForm().orElse("")))
                .flatMap(key -> factors.getOrDefault(key, List.of()).stream())
                .anyMatch(factor ->
                        factor.band().upTo().isPresent() || factor.band().over().signum() > 0);
    }
}
