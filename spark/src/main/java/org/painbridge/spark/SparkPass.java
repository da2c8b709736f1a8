package org.painbridge.spark;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.painbridge.dispensing.FoundRow;
import org.painbridge.dispensing.PassSink;
import org.painbridge.dispensing.PopulationPass;

/** Runs the population pass over dispenses as {@code fact-*.parquet} holds them (docs/analysts.md), in any order. */
public final class SparkPass {
    private static final StructType FINDING = new StructType()
            .add("patient", DataTypes.LongType, false)
            .add("dispense", DataTypes.LongType, false)
            .add("rule", DataTypes.StringType, false)
            .add("version", DataTypes.StringType, false)
            .add("severity", DataTypes.StringType, false)
            .add("level", DataTypes.IntegerType, false)
            .add("figure", DataTypes.IntegerType, false)
            .add("threshold", DataTypes.IntegerType, false)
            .add("from_day", DataTypes.IntegerType, false)
            .add("to_day", DataTypes.IntegerType, false)
            .add("evidence", DataTypes.createArrayType(DataTypes.LongType, false), false);

    private SparkPass() {}

    /** {@code spark-submit --class org.painbridge.spark.SparkPass painbridge-spark.jar <facts> <findings> <partitions>}. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException(
                    "Give the folder of fact-*.parquet, the one to write findings to, and the"
                            + " number of partitions");
        }
        try (SparkSession session =
                SparkSession.builder().appName("PainBridge population pass").getOrCreate()) {
            findings(facts(session, arguments[0]), Integer.parseInt(arguments[2]))
                    .write()
                    .parquet(arguments[1]);
        }
    }

    /** Of {@code fact-*.parquet} in the folder. */
    static Dataset<Row> facts(SparkSession session, String folder) {
        return session.read().option("pathGlobFilter", "fact-*.parquet").parquet(folder);
    }

    /**
     * What is to be told of these dispenses. All of one patient meet in one partition, which holds one patient at a time.
     *
     * @param partitions several for each core; given outright, so that Spark does not choose
     */
    public static Dataset<Row> findings(Dataset<Row> facts, int partitions) {
        return facts.select(PatientRows.COLUMNS.stream().map(name -> col(name)).toArray(Column[]::new))
                .repartition(partitions, col("patient"))
                .sortWithinPartitions("patient", "seq")
                .mapPartitions((MapPartitionsFunction<Row, Row>) Findings::new, Encoders.row(FINDING));
    }

    /** The findings of a partition, found as they are asked for. */
    private static final class Findings implements Iterator<Row>, PassSink {
        private final PopulationPass pass = Kernel.pass();
        private final PatientRows rows;
        private final Queue<Row> found = new ArrayDeque<>();

        Findings(Iterator<Row> partition) {
            rows = new PatientRows(pass, partition);
        }

        @Override
        public boolean hasNext() {
            while (found.isEmpty() && rows.nextPatient()) {
                pass.run(rows, this);
            }
            return !found.isEmpty();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return found.remove();
        }

        @Override
        public void found(FoundRow finding) {
            found.add(RowFactory.create(
                    finding.patient(),
                    finding.dispense(),
                    finding.rule().id(),
                    finding.rule().version(),
                    finding.severity().name().toLowerCase(Locale.ROOT),
                    finding.level(),
                    finding.figure(),
                    finding.threshold(),
                    finding.fromDay(),
                    finding.toDay(),
                    finding.evidence()));
        }

        @Override
        public void dose(long patient, int fromDay, int toDay, long mmeMilli, boolean complete) {}

        @Override
        public void overlap(long patient, int fromDay, int toDay) {}
    }
}
