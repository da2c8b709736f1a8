package org.painbridge.server.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.clinical.Terminology;

class CanadianProductsTest {
    private static final Terminology TERMINOLOGY = new Terminology();
    private static final Set<String> CLASSES = Set.of("opioid", "benzodiazepine", "stimulant");

    static List<CanadianProduct> products() {
        return List.copyOf(CanadianProducts.from(TERMINOLOGY).all().values());
    }

    @ParameterizedTest
    @MethodSource("products")
    void productIsAMonitoredOpioidBenzodiazepineOrStimulant(CanadianProduct product) {
        assertThat(TERMINOLOGY.table("monitored-products"))
                .filteredOn(row -> row.get("din").equals(product.din()))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.get("monitored")).isEqualTo("yes");
                    assertThat(row.get("class")).isIn(CLASSES);
                });
    }

    @ParameterizedTest
    @MethodSource("products")
    void piecesOfTheProductHoldTheDoseOfTheDrugTheyReplace(CanadianProduct product) {
        Map<String, String> ingredient = TERMINOLOGY.table("product-ingredients").stream()
                .filter(row -> row.get("din").equals(product.din()) && CLASSES.contains(row.get("class")))
                .findFirst()
                .orElseThrow();

        assertThat(dose(ingredient).multiply(product.pieces()))
                .isEqualByComparingTo(doseInName(product.rxnormName(), ingredient.get("substance")));
    }

    @Test
    void patchesAreWholePieces() {
        CanadianProduct patch = CanadianProducts.from(TERMINOLOGY).all().get("245134");

        assertThat(patch.quantity(30, patch.daily())).isEqualByComparingTo("10");
        assertThat(patch.quantity(7, patch.daily())).isEqualByComparingTo("3");
    }

    /** In mg of one piece; of a patch in mg an hour. */
    private static BigDecimal dose(Map<String, String> ingredient) {
        BigDecimal strength = new BigDecimal(ingredient.get("strength")).divide(new BigDecimal(ingredient.get("per")));
        return ingredient.get("strength_unit").startsWith("ug") ? strength.movePointLeft(3) : strength;
    }

    private static BigDecimal doseInName(String name, String substance) {
        Matcher dose = Pattern.compile(substance + "[^0-9]*([0-9.]+) MG", Pattern.CASE_INSENSITIVE)
                .matcher(name);
        assertThat(dose.find()).as(name + " names " + substance).isTrue();
        return new BigDecimal(dose.group(1));
    }
}
