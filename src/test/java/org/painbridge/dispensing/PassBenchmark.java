package org.painbridge.dispensing;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.painbridge.dispensing.parquet.DuckDb;
import org.painbridge.dispensing.parquet.FactReader;
import org.painbridge.dispensing.parquet.FactWriter;
import org.painbridge.dispensing.parquet.Fence;

/**
 * What the population pass costs on a made-up year: {@code make bench-pass PASS="rows=1000000,23400000 seed=1"}. For each number of
 * rows: made block by block and written as sorted Parquet, read, gone through by the pass, and asked about by SQL of DuckDB for
 * those rules that SQL can say. CPU time of the whole process, collector and compiler included, and of the thread of the pass.
 */
public final class PassBenchmark {
    private static final int PATIENTS_A_BLOCK = 50_000;
    private static final int WARM_UP_BLOCKS = 3;
    private static final String BASIS = "made up";

    private final DispensingEngine engine = Library.engine();
    private final SkewedYear year = new SkewedYear(engine.pass());
    private final int seed;
    private final int memory;
    private final boolean sql;
    private final PrintStream out;

    private PassBenchmark(int seed, int memory, boolean sql, PrintStream out) {
        this.seed = seed;
        this.memory = memory;
        this.sql = sql;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        PassBenchmark benchmark = new PassBenchmark(
                Integer.parseInt(option(arguments, "seed", "1")),
                Integer.parseInt(option(arguments, "memory", "1024")),
                Boolean.parseBoolean(option(arguments, "sql", "true")),
                System.out);
        benchmark.runAll(option(arguments, "rows", "1000000").split(","));
    }

    /** @param sizes how many rows each time */
    private void runAll(String[] sizes) throws IOException, SQLException {
        warmUp();
        Map<Long, Double> nanosARow = new TreeMap<>();
        for (String rows : sizes) {
            Totals totals = run(Long.parseLong(rows));
            nanosARow.put(totals.rows, totals.nanos / (double) totals.rows);
        }
        nanosARow.forEach((rows, nanos) -> out.printf("%,12d rows: %.0f ns a row in the pass%n", rows, nanos));
    }

    private static String option(String[] arguments, String name, String otherwise) {
        for (String each : arguments) {
            if (each.startsWith(name + "=")) {
                return each.substring(name.length() + 1);
            }
        }
        return otherwise;
    }

    private void warmUp() {
        for (int block = 0; block < WARM_UP_BLOCKS; block++) {
            engine.pass().run(year.rows(block, PATIENTS_A_BLOCK / 5, seed), new Totals());
        }
    }

    private Totals run(long wanted) throws IOException, SQLException {
        Path folder = Files.createTempDirectory("pass");
        try {
            Fence fence = new Fence(folder.toString(), 1, memory);
            Totals inMemory = write(fence, wanted);
            out.printf(
                    "%n%,d rows, %,d patients, %.1f bytes a row as Parquet%n",
                    inMemory.rows, inMemory.patients, bytes(folder) / (double) inMemory.rows);
            inMemory.print(out, "rules + cells, rows in memory");
            double reading = read(fence);
            Totals fromParquet = pass(fence);
            fromParquet.print(out, "rules + cells, from Parquet");
            out.printf(
                    "  of which reading alone %.2f CPU s; so rules + cells %.2f CPU s%n",
                    reading, fromParquet.processSeconds - reading);
            if (sql) {
                double all = ask(fence, fromParquet);
                out.printf(
                        "  DuckDB for those %d rules %.2f CPU s: %.1f times as long as all %d rules, cells and evidence here%n",
                        DuckRules.all().size(), all, all / fromParquet.processSeconds, fromParquet.broken.size());
            }
            fromParquet.printRules(out);
            out.printf("heap after a collection %,d KB, most resident so far %s%n", heapKilobytes(), mostResident());
            return fromParquet;
        } finally {
            delete(folder);
        }
    }

    private Totals write(Fence fence, long wanted) {
        Totals totals = new Totals();
        PopulationPass pass = engine.pass();
        try (DuckDb database = DuckDb.open(fence);
                FactWriter writer = new FactWriter(database, pass, BASIS)) {
            for (long first = 0; totals.rows < wanted; first += PATIENTS_A_BLOCK) {
                SkewedRows rows = year.rows(first, PATIENTS_A_BLOCK, seed);
                Watch watch = new Watch();
                PassReport report = engine.pass().run(rows, totals);
                totals.add(report, watch);
                writer.write(rows.again());
            }
            writer.finish();
        }
        return totals;
    }

    /** What decoding and handing over cost without any rule, in CPU seconds. */
    private static double read(Fence fence) {
        Watch watch = new Watch();
        long sum = 0;
        try (FactReader facts = new FactReader(fence, BASIS)) {
            while (facts.next()) {
                sum += facts.patient()
                        + facts.dispense()
                        + facts.day()
                        + facts.lastDay()
                        + facts.prescriber()
                        + facts.practice()
                        + facts.pharmacy()
                        + facts.drug()
                        + facts.tabletsMilli()
                        + facts.supplyDays()
                        + facts.mmeMilli()
                        + facts.marks()
                        + facts.region();
            }
        }
        if (sum == 0) {
            throw new IllegalStateException("Nothing was read");
        }
        return watch.processSeconds();
    }

    private Totals pass(Fence fence) {
        Totals totals = new Totals();
        Watch watch = new Watch();
        try (FactReader facts = new FactReader(fence, BASIS)) {
            totals.add(engine.pass().run(facts, totals), watch);
        }
        return totals;
    }

    /** CPU seconds of all rules that SQL can say; each has to find as many as the pass. */
    private double ask(Fence fence, Totals pass) throws SQLException {
        double all = 0;
        try (DuckDb database = DuckDb.open(fence);
                Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute(DuckRules.FACTS.formatted(fence.folder()));
            for (Map.Entry<String, String> each : DuckRules.all().entrySet()) {
                Watch watch = new Watch();
                String counts = "SELECT count(*), count(*) FILTER (news) FROM (" + each.getValue() + ") x";
                try (ResultSet rows = statement.executeQuery(counts)) {
                    rows.next();
                    double seconds = watch.processSeconds();
                    all += seconds;
                    boolean same = rows.getLong(1) == pass.broken.get(each.getKey())
                            && rows.getLong(2) == pass.news.get(each.getKey());
                    out.printf(
                            "  DuckDB %-3s %7.2f CPU s, %s%n",
                            each.getKey(), seconds, same ? "the same numbers" : "OTHER NUMBERS");
                }
            }
        }
        return all;
    }

    private static long bytes(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(each);
            }
        }
        return bytes;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static long heapKilobytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024;
    }

    /** Linux only; DuckDB's memory is in it. */
    private static String mostResident() throws IOException {
        Path status = Path.of("/proc/self/status");
        List<String> lines = Files.exists(status) ? Files.readAllLines(status) : List.of();
        return lines.stream()
                .filter(line -> line.startsWith("VmHWM"))
                .map(line -> line.replaceAll("\\D+", "") + " KB")
                .findFirst()
                .orElse("not known here");
    }

    /** CPU time since it was made. */
    private static final class Watch {
        private final long process = processNanos();
        private final long thread = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();

        private static long processNanos() {
            return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                    .getProcessCpuTime();
        }

        double processSeconds() {
            return (processNanos() - process) / 1e9;
        }

        long threadNanos() {
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - thread;
        }
    }

    /** Sums, and takes the findings so that they cannot be left out. */
    private static final class Totals implements PassSink {
        private long rows;
        private long patients;
        private long nanos;
        private double processSeconds;
        private long evidence;
        private long doseIntervals;
        private long overlapIntervals;
        private final Map<String, Long> broken = new TreeMap<>();
        private final Map<String, Long> news = new TreeMap<>();

        void add(PassReport report, Watch watch) {
            nanos += watch.threadNanos();
            processSeconds += watch.processSeconds();
            rows += report.rows();
            patients += report.patients();
            report.broken().forEach((rule, number) -> broken.merge(rule, number, Long::sum));
            report.news().forEach((rule, number) -> news.merge(rule, number, Long::sum));
        }

        @Override
        public void found(FoundRow finding) {
            evidence += finding.evidence().length;
        }

        @Override
        public void dose(long patient, int fromDay, int toDay, long mmeMilli, boolean complete) {
            doseIntervals++;
        }

        @Override
        public void overlap(long patient, int fromDay, int toDay) {
            overlapIntervals++;
        }

        void print(PrintStream out, String what) {
            out.printf(
                    "%s: %.2f CPU s of the thread, %.2f of the process; %d ns a row, %.2f M rows a CPU s%n",
                    what, nanos / 1e9, processSeconds, nanos / rows, rows * 1e3 / nanos);
        }

        void printRules(PrintStream out) {
            out.printf(
                    "evidence rows %,d, dose intervals %,d, overlap intervals %,d%n",
                    evidence, doseIntervals, overlapIntervals);
            broken.forEach((rule, number) -> out.printf(
                    "%-4s broken %,12d (%6.2f in 1,000)   news %,12d (%6.2f in 1,000)%n",
                    rule, number, number * 1000.0 / rows, news.get(rule), news.get(rule) * 1000.0 / rows));
        }
    }
}
