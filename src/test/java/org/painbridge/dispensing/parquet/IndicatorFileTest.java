package org.painbridge.dispensing.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndicatorFileTest {
    @TempDir
    private static Path folder;

    @Test
    void aTableIsReadAsItWasGivenOutAndWhatIsWithheldIsNull() throws SQLException {
        IndicatorFile.Row shown = new IndicatorFile.Row(
                "people-90",
                "K",
                "2026-Q1",
                "*",
                "*",
                "any",
                new BigDecimal("120"),
                false,
                "{person}",
                new BigDecimal("12.5"),
                "people",
                1000,
                "0.1.0");
        IndicatorFile.Row withheld = new IndicatorFile.Row(
                "people-90", "P", "2026-Q1", "*", "*", "any", null, true, "{person}", null, "", 0, "0.1.0");

        IndicatorFile.write(folder.toString(), List.of(withheld, shown), "edition 1");

        assertThat(rows())
                .containsExactly(
                        "people-90 K 2026-Q1 120 false 12.5 people 1000",
                        "people-90 P 2026-Q1 null true null null null");
    }

    private static List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        String sql = "SELECT concat_ws(' ', indicator, region, quarter), value, withheld, rate, rate_of, rate_in FROM"
                + " read_parquet('" + folder.resolve(IndicatorFile.NAME) + "')";
        try (DuckDb database = DuckDb.open(new Fence(folder.toString(), 1, 128));
                Connection connection = database.connection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= 6; column++) {
                    values.add(String.valueOf(found.getObject(column)));
                }
                rows.add(String.join(" ", values));
            }
        }
        return rows;
    }
}
