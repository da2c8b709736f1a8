package org.painbridge.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.painbridge.dispensing.parquet.DuckDb;
import org.painbridge.dispensing.parquet.FactReader;
import org.painbridge.dispensing.parquet.FactWriter;
import org.painbridge.dispensing.parquet.Fence;
import org.painbridge.dispensing.parquet.FileProblem;

/** Files of dispenses are read to their last row, or not at all. */
class FactFilesTest {
    private static final DispensingEngine ENGINE = Library.engine();
    private static final String BASIS = "the packaged tables";

    @TempDir
    private Path folder;

    @Test
    void allRowsComeBackInTheirOrder() {
        SkewedRows rows = write();

        try (FactReader read = new FactReader(fence(), BASIS)) {
            long number = 0;
            while (rows.next()) {
                assertThat(read.next()).isTrue();
                assertThat(text(read)).isEqualTo(text(rows));
                number++;
            }
            assertThat(read.next()).isFalse();
            assertThat(number).isGreaterThan(10_000);
        }
    }

    @Test
    void aDamagedFileIsRefusedInsteadOfEndingEarly() throws IOException {
        write();
        Path file = folder.resolve("fact-000001.parquet");
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 2000, (byte) 0xff);
        Files.write(file, bytes);

        assertThatThrownBy(() -> {
                    try (FactReader read = new FactReader(fence(), BASIS)) {
                        while (read.next()) {
                            assertThat(read.patient()).isNotNegative();
                        }
                    }
                })
                .isInstanceOf(FileProblem.class);
    }

    /** What is not in their marks is no "no". */
    @Test
    void filesOfAnEarlierBuildAreRefused() throws IOException, SQLException {
        write();
        Path file = folder.resolve("fact-000001.parquet");
        Path earlier = folder.resolve("earlier.parquet");
        try (DuckDb database = DuckDb.open(fence());
                Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (FROM read_parquet('" + file + "')) TO '" + earlier
                    + "' (FORMAT parquet, KV_METADATA {basis: '" + BASIS + "'})");
        }
        Files.move(earlier, file, StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> new FactReader(fence(), BASIS).close())
                .isInstanceOf(FileProblem.class)
                .hasMessageContaining("written by another build")
                .hasMessageContaining("$population-run");
    }

    private SkewedRows write() {
        PopulationPass pass = ENGINE.pass();
        SkewedRows rows = new SkewedYear(pass).rows(0, 2_000, 7);
        try (DuckDb database = DuckDb.open(fence());
                FactWriter writer = new FactWriter(database, pass, BASIS)) {
            writer.write(rows);
            writer.finish();
        }
        return rows.again();
    }

    private Fence fence() {
        return new Fence(folder.toString(), 1, 128);
    }

    private static String text(SortedFacts row) {
        return row.patient() + " " + row.dispense() + " " + row.day() + " " + row.lastDay() + " " + row.prescriber()
                + " "
                + row.practice() + " " + row.pharmacy() + " " + row.drug() + " " + row.tabletsMilli() + " "
                + row.supplyDays() + " " + row.mmeMilli() + " " + row.region();
    }
}
