package org.painbridge.bench.cql;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One rule of low back pain by CQL and by the imaging pack, in one process and one thread: first that both come to the same
 * result, then what each takes. {@code make bench-cql}; arguments: seconds of warm-up and of a round, for each contender.
 */
public final class CqlBenchmark {
    private static final int ROUNDS = 3;

    private final PrintStream out;
    private final List<Meter> meters;
    private final List<List<Meter.Sample>> samples;

    private CqlBenchmark(Cql cql, PainBridge ours, PrintStream out) {
        this.out = out;
        meters = List.of(
                new Meter("CQL `$apply`, data stored", cql::applyToStored),
                new Meter("CQL `$apply`, data sent along", cql::applyToSent),
                new Meter("PainBridge, resources to answer", ours::answer),
                new Meter("PainBridge, engine alone", ours::judge));
        samples = Stream.<List<Meter.Sample>>generate(ArrayList::new)
                .limit(meters.size())
                .toList();
    }

    public static void main(String[] arguments) {
        Cql cql = new Cql();
        PainBridge ours = new PainBridge();
        for (Case each : Case.values()) {
            same(each, Cql.rated(cql.applyToStored(each)));
            same(each, Cql.rated(cql.applyToSent(each)));
            same(each, PainBridge.rated(ours.judge(each)));
        }
        CqlBenchmark benchmark = new CqlBenchmark(cql, ours, System.out);
        benchmark.measure(seconds(arguments, 0, 24), seconds(arguments, 1, 8));
        benchmark.report();
    }

    private static Duration seconds(String[] arguments, int place, int otherwise) {
        return Duration.ofSeconds(arguments.length > place ? Long.parseLong(arguments[place]) : otherwise);
    }

    private static void same(Case asked, Case.Rated rated) {
        if (!rated.equals(asked.expected)) {
            throw new IllegalStateException(asked + " is " + rated + " in place of " + asked.expected);
        }
    }

    /** Contenders take turns, in the warm-up too: what one teaches the compiler stays with it for all. */
    private void measure(Duration warmup, Duration length) {
        for (int turn = 0; turn < ROUNDS; turn++) {
            meters.forEach(meter -> meter.run(warmup.dividedBy(ROUNDS)));
        }
        out.println("load average after the warm-up: "
                + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        for (int round = 0; round < ROUNDS; round++) {
            for (int index = 0; index < meters.size(); index++) {
                samples.get(index).add(meters.get(index).run(length));
            }
        }
    }

    private void report() {
        out.println("| | CPU a call, µs | allocated a call, kB | CQL stored : this |\n| --- | --- | --- | --- |");
        for (int index = 0; index < meters.size(); index++) {
            List<Meter.Sample> taken = samples.get(index);
            out.printf(
                    "| %s | %s | %s | %s |%n",
                    meters.get(index).name(),
                    spread(taken, Meter.Sample::micros),
                    spread(taken, Meter.Sample::kilobytes),
                    spread(ratios(samples.getFirst(), taken), ratio -> ratio));
        }
    }

    private static List<Double> ratios(List<Meter.Sample> cql, List<Meter.Sample> other) {
        return IntStream.range(0, ROUNDS)
                .mapToObj(round -> cql.get(round).micros() / other.get(round).micros())
                .toList();
    }

    /** The middle one, with the lowest and the highest. */
    private static <T> String spread(List<T> values, ToDoubleFunction<T> number) {
        double[] sorted = values.stream().mapToDouble(number).sorted().toArray();
        return String.format(
                Locale.ROOT, "%,.2f (%,.2f–%,.2f)", sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }
}
