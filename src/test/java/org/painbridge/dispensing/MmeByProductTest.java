package org.painbridge.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.dispensing.Dispenses.JUNE_1;
import static org.painbridge.dispensing.Dispenses.dispense;
import static org.painbridge.dispensing.Dispenses.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.painbridge.dispensing.MmeContribution.Result;

/** Every opioid product by every factor table, worked out apart from the program in mme-by-product.csv. */
class MmeByProductTest {
    private static final int FIRST_TABLE_COLUMN = 6;
    private static final String[] TABLES = {"on-research", "cdc-2022", "cdc-2017", "cms-2014", "ca-2010", "ca-2017"};

    private final MmeCalculator calculator = new MmeCalculator(Library.DRUGS, MmeMethod.fromClassPath());

    @ParameterizedTest(name = "{0} {1}: {5}")
    @CsvFileSource(resources = "mme-by-product.csv", numLinesToSkip = 1)
    void eachProductHasTheDoseWorkedOutByHand(ArgumentsAccessor row) {
        Dispense dispense = dispense("d1")
                .of(row.getString(0))
                .amount(row.getString(2), row.getString(3))
                .days(row.getInteger(4))
                .build();

        for (int table = 0; table < TABLES.length; table++) {
            assertThat(figure(dispense, TABLES[table]))
                    .as("%s by %s", row.getString(1), TABLES[table])
                    .isEqualTo(row.getString(FIRST_TABLE_COLUMN + table));
        }
    }

    @Test
    void theTableHasEveryOpioidProduct() throws IOException {
        Set<String> listed = new TreeSet<>();
        try (var file = MmeByProductTest.class.getResourceAsStream("mme-by-product.csv")) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .forEach(line -> listed.add(line.substring(0, line.indexOf(','))));
        }

        assertThat(listed)
                .isEqualTo(Library.DRUGS.products().stream()
                        .filter(product -> !product.opioids().isEmpty())
                        .map(product -> product.din().digits())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private String figure(Dispense dispense, String table) {
        MmeReport report = calculator.report(
                history(dispense), Library.TABLES.table(table).orElseThrow(), new MmeWindow(JUNE_1, 1));
        return switch (report.contributions().getFirst().result()) {
            case Result.Computed computed -> computed.mme().milligramsPerDay().toPlainString();
            case Result.NoFigure none -> "none";
        };
    }
}
