package org.painbridge.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.painbridge.dispensing.Dispenses.dispense;
import static org.painbridge.dispensing.Dispenses.history;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductTablesTest {
    private static final String PRODUCTS =
            "din,name,ingredients,form,route,mme_form,wear_hours,atc,schedule,monitored,class,oat,note,source\n"
                    + "99000001,Invented,morphine 5 mg,tablet,oral,oral,,N02AA01,NARCOTICS (CDSA I),yes,opioid,no,,a test\n";
    private static final String INGREDIENTS =
            "din,substance,class,ingredient,strength,strength_unit,per,per_unit,source\n"
                    + "99000001,morphine,opioid,morphine,5,mg,1,tablet,a test\n";

    @Test
    void tablesOfASiteTakeThePlaceOfThosePackaged() {
        DrugTable drugs = DrugTable.from(read(PRODUCTS, INGREDIENTS));

        assertThat(drugs.products()).extracting(Product::name).containsExactly("Invented");
        assertThat(drugs.source()).isEqualTo("a test");
        assertThat(Library.DRUGS.source()).startsWith("Health Canada DPD marketed extract 2026-04-01");
    }

    @Test
    void ofAProductWhoseClassIsUnknownOnlyTheListIsKnown() {
        String products = PRODUCTS.replace("opioid,no", "unknown,").replace("oral,oral", "oral,");

        DrugTable drugs = DrugTable.from(read(products, INGREDIENTS));

        Dispense dispense = dispense("d1").of("99000001").build();
        assertThat(drugs.monitored(dispense)).isEqualTo(Answer.YES);
        assertThat(drugs.product(dispense)).isEmpty();
    }

    @Test
    void dispensesOfAProductThatIsOnlyKnownToBeMonitoredCountByThatAndNoClassIsDeniedThem() {
        DrugTable drugs = DrugTable.from(
                read(PRODUCTS.replace("opioid,no", "unknown,").replace("oral,oral", "oral,"), INGREDIENTS));
        DispensingEngine engine = new DispensingEngine(RuleSet.fromClassPath(), drugs, Library.TABLES);
        DispenseHistory three = history(
                dispense("a").of("99000001").by("A").build(),
                dispense("b").of("99000001").by("B").arrived(1).build(),
                dispense("c").of("99000001").by("C").arrived(2).build());

        Evaluation evaluation = engine.evaluate(three, new DispenseId("c"));

        assertThat(evaluation.findings())
                .extracting(finding -> finding.rule().key().id())
                .contains("N1");
        assertThat(evaluation.undecided()).isNotEmpty();
    }

    @Test
    void aProductWhoseStrengthIsUnknownHasNoDoseAndIsNotFreeOfOpioids() {
        DrugTable drugs = DrugTable.from(read(PRODUCTS, INGREDIENTS.replace("5,mg,1,tablet", "unknown,mg,1,tablet")));

        Courses courses = new Courses(drugs, Units.fromClassPath(), EarlyRefill.COUNTED_TWICE);
        assertThat(courses.mayHoldOpioid(dispense("d1").of("99000001").build())).isTrue();
        assertThat(drugs.product(new Din("99000001"))).isEmpty();
    }

    @Test
    void aProductWhoseFormOrWearIsUnknownHasAClassAndNoFactor() {
        DrugTable form = DrugTable.from(read(PRODUCTS.replace("oral,oral", "oral,unknown"), INGREDIENTS));
        DrugTable wear = DrugTable.from(read(PRODUCTS.replace("oral,oral,", "oral,patch,unknown"), INGREDIENTS));

        assertThat(form.products()).singleElement().satisfies(product -> {
            assertThat(product.opioids()).hasSize(1);
            assertThat(product.form().mmeForm()).isEmpty();
        });
        assertThat(wear.products())
                .singleElement()
                .satisfies(product -> assertThat(product.form().mmeForm()).isEmpty());
    }

    @Test
    void whetherAProductIsForAgonistTreatmentMayBeUnknown() {
        DrugTable drugs = DrugTable.from(read(PRODUCTS.replace("opioid,no", "opioid,unknown"), INGREDIENTS));

        assertThat(drugs.products())
                .extracting(Product::agonistTreatment)
                .containsExactly(AgonistTreatment.BY_INDICATION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "99000001,Invented | 9900001,Invented | 2: a DIN has eight digits, not 9900001",
                ",yes, | ,perhaps, | 2: monitored is yes or no",
                "opioid,no | opium,no | 2: there is no class of drugs opium",
                "opioid,no | opioid,maybe | 2: oat is no, only, by-indication or unknown for opioids",
                "oral,oral | oral, | 2: mme_form is there for opioids",
                "oral,oral, | oral,orall, | 2: mme_form is one that the table mme-factors has, or unknown, not orall",
                "oral,oral, | oral,patch, | 2: wear_hours is a whole number of hours for patches",
                "opioid,no | benzodiazepine, | 2: mme_form is there for opioids",
                "din,name | name,din | 1: the columns are",
                ",a test | ,a,test | 2: there are 15 cells in place of 14",
            })
    void aBadTableOfProductsIsRefusedWithFileLineAndReason(String old, String now, String reason) {
        assertThatThrownBy(() -> read(PRODUCTS.replace(old, now), INGREDIENTS))
                .isInstanceOf(RuleFileException.class)
                .hasMessageStartingWith("monitored-products.csv:" + reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "99000001 | 99000002 | product-ingredients.csv:2: DIN 99000002 is not in monitored-products.csv",
                ",5, | ,0, | product-ingredients.csv:2: strength is a number above 0 or unknown, not 0",
                ",5, | ,5e9, | product-ingredients.csv:2: strength is a number above 0 or unknown, not 5e9",
                ",1, | ,-1, | product-ingredients.csv:2: per is a number above 0 or unknown, not -1",
                ",mg, | ,kg, | product-ingredients.csv:2: strength_unit is one of mg, ug, ug/h and mL, not kg",
                "opioid | z-drug | monitored-products.csv:2: none of its lines in product-ingredients.csv has the class opioid",
            })
    void aBadTableOfIngredientsIsRefusedWithFileLineAndReason(String old, String now, String reason) {
        assertThatThrownBy(() -> read(PRODUCTS, INGREDIENTS.replace(old, now)))
                .isInstanceOf(RuleFileException.class)
                .hasMessage(reason);
    }

    @Test
    void aDinThatIsListedTwiceAndATableWithoutLinesAreRefused() {
        String line = PRODUCTS.substring(PRODUCTS.indexOf('\n') + 1);

        assertThatThrownBy(() -> read(PRODUCTS + line, INGREDIENTS))
                .hasMessage("monitored-products.csv:3: DIN 99000001 is listed twice");
        assertThatThrownBy(() -> read(PRODUCTS.replace(line, ""), INGREDIENTS))
                .hasMessage("monitored-products.csv:1: there is no line beneath the column names");
    }

    private static ProductTables read(String products, String ingredients) {
        return ProductTables.read(products, ingredients, Library.TERMINOLOGY);
    }
}
