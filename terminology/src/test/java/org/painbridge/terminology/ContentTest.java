package org.painbridge.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContentTest {
    static List<Check> checks() {
        return List.of(
                new ParseCheck(),
                new IdentityCheck(),
                new CopyrightCheck(),
                new CodeSystemCheck(),
                new ValueSetCheck(),
                new ConceptMapCheck(),
                new CodeCheck(),
                new TableCheck(),
                new CodeTableCheck(),
                new ImagingTableCheck(),
                new WrittenCheck(),
                new ProductCheck(),
                new FactorCheck(),
                new IndexCheck());
    }

    @ParameterizedTest
    @MethodSource("checks")
    void ourContentHasNoProblem(Check check) {
        assertThat(check.problems(Content.ours())).isEmpty();
    }

    @Test
    void theSampleOfTheDrugDatabaseIsComplete() {
        Table products = Content.ours().table("monitored-products");

        assertThat(products.rows())
                .filteredOn(row -> row.get("monitored").equals("yes"))
                .hasSize(103);
        assertThat(products.rows())
                .filteredOn(row -> row.get("class").equals("opioid-antagonist"))
                .hasSize(6);
    }

    /** Fifteen tablets of codeine 30 mg over five days: the example of the design, by hand 13.5. */
    @Test
    void productAndFactorGiveTheDoseOfTheHandCalculation() {
        Content ours = Content.ours();
        var ingredient = ours.table("product-ingredients").rows().stream()
                .filter(row -> row.get("din").equals("00593451"))
                .findFirst()
                .orElseThrow();
        var factor = ours.table("mme-factors").rows().stream()
                .filter(row -> row.get("table").equals("on-research")
                        && row.get("mme_form").equals("oral"))
                .filter(row -> row.get("substance").equals(ingredient.get("substance")))
                .findFirst()
                .orElseThrow();

        double perDay = new Amount(ingredient, "strength").value().doubleValue() * 15 / 5;

        assertThat(perDay * new Amount(factor, "factor").value().doubleValue()).isEqualTo(13.5);
    }
}
