package org.painbridge.imaging;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many orders the engine judges in a second on one core, over the orders of all vignettes in turn: rated ones,
 * emergencies and those that need answers. {@code make bench-engine}; allocation by {@code -prof gc}.
 */
@State(org.openjdk.jmh.annotations.Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(1)
@Fork(1)
@Warmup(iterations = 5, time = 5)
@Measurement(iterations = 5, time = 4)
public class EngineBenchmark {
    /** Which vignettes: all, or those of one kind of answer. */
    @Param({"all", "rated", "needs-data"})
    private String orders;

    private ImagingEngine engine;
    private ImagingOrder[] cases;
    private CaseSheet[] sheets;
    private int next;

    @Setup(Level.Trial)
    public void read() throws IOException {
        engine = ImagingPack.shippedEngine();
        cases = VignettesTest.vignettes().stream()
                .map(vignette -> vignette.order(ImagingPack.RULES))
                .filter(order -> isWanted(engine.assess(order)))
                .toArray(ImagingOrder[]::new);
        sheets = Stream.of(cases).map(engine::sheet).toArray(CaseSheet[]::new);
    }

    private boolean isWanted(ImagingVerdict verdict) {
        return switch (orders) {
            case "rated" -> verdict instanceof ImagingVerdict.Rated;
            case "needs-data" -> verdict instanceof ImagingVerdict.NeedsData;
            default -> true;
        };
    }

    private ImagingOrder order() {
        next = next + 1 == cases.length ? 0 : next + 1;
        return cases[next];
    }

    @Benchmark
    public ImagingVerdict assess() {
        return engine.assess(order());
    }

    /** A stored case judged again, as a back-test does. */
    @Benchmark
    public ImagingVerdict again() {
        next = next + 1 == cases.length ? 0 : next + 1;
        return engine.assess(sheets[next].order(ImagingPack.RULES, cases[next].evaluatedAt()));
    }

    /** With all of the trace, as a decision that is kept has it. */
    @Benchmark
    public int assessAndExplain() {
        Trace trace = engine.assess(order()).trace();
        return trace.facts().size() + trace.scenarios().size();
    }
}
