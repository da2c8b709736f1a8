package org.painbridge.dispensing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the population pass costs on a made-up year: {@code make bench-pass PASS="rows=23400000 seed=1"}. Rows are made block by
 * block, outside of the measure, so memory does not grow with them. CPU time of the one thread that runs the pass.
 */
public final class PassBenchmark {
    private static final int PATIENTS_A_BLOCK = 50_000;
    private static final int WARM_UP_BLOCKS = 3;

    private PassBenchmark() {}

    public static void main(String[] arguments) {
        long wanted = number(arguments, "rows", 2_000_000);
        int seed = (int) number(arguments, "seed", 1);
        DispensingEngine engine = Library.engine();
        SkewedYear year = new SkewedYear(engine.pass());
        for (int block = 0; block < WARM_UP_BLOCKS; block++) {
            measure(engine, year.rows(block, PATIENTS_A_BLOCK / 5, seed), new Totals());
        }
        Totals totals = new Totals();
        for (long first = 0; totals.rows < wanted; first += PATIENTS_A_BLOCK) {
            measure(engine, year.rows(first, PATIENTS_A_BLOCK, seed), totals);
        }
        totals.print();
    }

    private static void measure(DispensingEngine engine, SkewedRows rows, Totals totals) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        PopulationPass pass = engine.pass();
        long before = threads.getCurrentThreadCpuTime();
        PassReport report = pass.run(rows, totals);
        totals.add(report, threads.getCurrentThreadCpuTime() - before);
    }

    private static long number(String[] arguments, String name, long otherwise) {
        for (String each : arguments) {
            if (each.startsWith(name + "=")) {
                return Long.parseLong(each.substring(name.length() + 1));
            }
        }
        return otherwise;
    }

    /** Sums, and takes the findings so that they cannot be left out. */
    private static final class Totals implements PassSink {
        private long rows;
        private long patients;
        private long nanos;
        private long evidence;
        private long doseIntervals;
        private long overlapIntervals;
        private final Map<String, Long> broken = new TreeMap<>();
        private final Map<String, Long> news = new TreeMap<>();

        void add(PassReport report, long cpuNanos) {
            rows += report.rows();
            patients += report.patients();
            nanos += cpuNanos;
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

        void print() {
            System.out.printf(
                    "%,d rows, %,d patients: %.2f CPU s, %d ns a row, %.2f M rows a CPU s%n",
                    rows, patients, nanos / 1e9, nanos / rows, rows * 1e3 / nanos);
            System.out.printf(
                    "evidence rows %,d, dose intervals %,d, overlap intervals %,d%n",
                    evidence, doseIntervals, overlapIntervals);
            broken.forEach((rule, number) -> System.out.printf(
                    "%-4s broken %,12d (%6.2f in 1,000)   news %,12d (%6.2f in 1,000)%n",
                    rule, number, number * 1000.0 / rows, news.get(rule), news.get(rule) * 1000.0 / rows));
        }
    }
}
