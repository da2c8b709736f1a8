package org.painbridge.dispensing.nms;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.painbridge.dispensing.Product;

/** How many patches a supply means are worn at a time, and whether that can be. Limits: terminology/tables/nms-limits.csv. */
final class PatchWear {
    private static final BigDecimal HOURS_A_DAY = BigDecimal.valueOf(24);

    private final NmsLimits limits;

    PatchWear(NmsLimits limits) {
        this.limits = limits;
    }

    /**
     * What is odd about it.
     *
     * @param worn at a time
     * @param hours for which one is worn
     */
    record Odd(String worn, int hours) {}

    /** Whether the product is one of patches that are known to be worn so long. */
    static boolean isOf(Product product) {
        return product.form().wearHours().isPresent();
    }

    /** Empty where nothing is: enough patches for these days, not too many at once, and days for one at least. */
    Optional<Odd> odd(Product product, BigDecimal quantity, int days) {
        int hours = product.form().wearHours().orElseThrow();
        BigDecimal covered = BigDecimal.valueOf(days).multiply(HOURS_A_DAY);
        BigDecimal worn = quantity.multiply(BigDecimal.valueOf(hours));
        boolean fits = worn.compareTo(limits.leastPatchesWorn().multiply(covered)) >= 0
                && worn.compareTo(limits.mostPatchesWorn().multiply(covered)) <= 0
                && covered.compareTo(BigDecimal.valueOf(hours)) >= 0;
        return fits
                ? Optional.empty()
                : Optional.of(new Odd(text(worn.divide(covered, 1, RoundingMode.HALF_UP)), hours));
    }

    private static String text(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
