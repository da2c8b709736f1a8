package org.painbridge.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.dispensing.FoundRow;
import org.painbridge.dispensing.PassSink;
import org.painbridge.dispensing.PopulationPass;
import org.painbridge.dispensing.parquet.DuckDb;
import org.painbridge.dispensing.parquet.FactWriter;
import org.painbridge.dispensing.parquet.Fence;

/** Spark finds what the pass in one process finds, finding by finding. */
class SparkPassTest {
    private static final int PATIENTS = 300;

    @TempDir
    private static Path folder;

    private static SparkSession session;
    private static final TreeSet<String> EXPECTED = new TreeSet<>();

    @BeforeAll
    static void writeFactsAndStart() {
        PopulationPass pass = Kernel.pass();
        MadeRows rows = new MadeRows(PATIENTS, pass.drugs());
        pass.run(rows, new Expected());
        try (DuckDb database = DuckDb.open(new Fence(folder.toString(), 1, 64));
                FactWriter writer = new FactWriter(database, pass, "test")) {
            writer.write(rows.again());
            writer.finish();
        }
        session = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
                .getOrCreate();
    }

    @AfterAll
    static void stop() {
        session.stop();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theSameIsFoundWhetherSparkAdaptsOrNot(boolean adaptive) {
        session.conf().set("spark.sql.adaptive.enabled", adaptive);

        List<Row> found = SparkPass.findings(facts(), 3).collectAsList();

        TreeSet<String> texts = new TreeSet<>();
        found.forEach(row -> texts.add(text(row)));
        assertThat(found).hasSameSizeAs(EXPECTED);
        assertThat(texts).isEqualTo(EXPECTED);
        assertThat(EXPECTED).hasSizeGreaterThan(PATIENTS);
    }

    @Test
    void dispensesOfAnotherTableOfProductsAreRefused() {
        Dataset<Row> others = facts().limit(10).withColumn("form", col("form").plus(lit(1)));

        assertThatThrownBy(() -> SparkPass.findings(others, 1).collectAsList())
                .hasStackTraceContaining("another table of products");
    }

    private static Dataset<Row> facts() {
        return SparkPass.facts(session, folder.toString());
    }

    private static String text(Row row) {
        return row.getLong(0) + " " + row.getLong(1) + " " + row.getString(2) + " " + row.getString(3) + " "
                + row.getString(4) + " " + row.getInt(5) + " " + row.getInt(6) + " " + row.getInt(7) + " "
                + row.getInt(8) + " " + row.getInt(9) + " " + row.getList(10);
    }

    private static final class Expected implements PassSink {
        @Override
        public void found(FoundRow each) {
            EXPECTED.add(each.patient() + " " + each.dispense() + " "
                    + each.rule().id() + " "
                    + each.rule().version() + " " + each.severity().name().toLowerCase(java.util.Locale.ROOT) + " "
                    + each.level() + " " + each.figure() + " " + each.threshold() + " " + each.fromDay() + " "
                    + each.toDay() + " "
                    + LongStream.of(each.evidence()).boxed().toList());
        }

        @Override
        public void dose(long patient, int fromDay, int toDay, long mmeMilli, boolean complete) {}

        @Override
        public void overlap(long patient, int fromDay, int toDay) {}
    }
}
