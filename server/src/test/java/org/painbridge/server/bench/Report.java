package org.painbridge.server.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The tables of a run, as Markdown. */
final class Report {
    private final Map<Work, List<Sample>> painBridge = new EnumMap<>(Work.class);
    /** What is held against it: the bare program's, or PainBridge's own of {@link Work#otherwise}. */
    private final Map<Work, List<Sample>> bare = new EnumMap<>(Work.class);

    void add(Work work, Sample ofPainBridge, Sample ofBare) {
        painBridge.computeIfAbsent(work, w -> new ArrayList<>()).add(ofPainBridge);
        bare.computeIfAbsent(work, w -> new ArrayList<>()).add(ofBare);
    }

    /** Of work that the bare program does not do. */
    void add(Work work, Sample ofPainBridge) {
        painBridge.computeIfAbsent(work, w -> new ArrayList<>()).add(ofPainBridge);
    }

    /** How many times faster what it is held against was, round by round. */
    Spread ratio(Work work) {
        List<Sample> ours = painBridge.get(work);
        List<Sample> theirs = bare.get(work);
        return Spread.of(IntStream.range(0, ours.size())
                .mapToObj(i -> theirs.get(i).rate() / ours.get(i).rate())
                .toList());
    }

    String markdown() {
        StringBuilder text = new StringBuilder("""
                | per second, median (lowest–highest) | PainBridge | bare HTTP + JDBC | ratio | limit | within |
                |---|---|---|---|---|---|
                """);
        for (Work work : painBridge.keySet()) {
            if (!bare.containsKey(work)) {
                Spread rate = spread(painBridge.get(work), Sample::rate);
                boolean within = work.pace == 0
                        ? rate.median() >= work.limit
                        : spread(painBridge.get(work), Sample::p99).median() <= work.limit;
                String limit = String.format(Locale.ROOT, work.pace == 0 ? "at least %.0f" : "p99 %.0f ms", work.limit);
                line(text, work.label, rate.text(0), "-", "-", limit, within ? "yes" : "**no**");
                continue;
            }
            Spread ratio = ratio(work);
            line(
                    text,
                    work.label,
                    spread(painBridge, work, Sample::rate, 0),
                    spread(bare, work, Sample::rate, 0),
                    ratio.text(1),
                    String.format(Locale.ROOT, "%.0f", work.limit),
                    ratio.median() <= work.limit ? "yes" : "**no**");
        }
        text.append("""

                | median per unit | p50, p99 ms | server ms | database ms | client ms | JIT + GC | other cores |
                |---|---|---|---|---|---|---|
                """);
        for (Work work : painBridge.keySet()) {
            costs(text, "PainBridge: " + work.label, painBridge.get(work));
            if (bare.containsKey(work)) {
                Work other = work.otherwise();
                costs(text, other == null ? "bare: " + work.label : "PainBridge: " + other.label, bare.get(work));
            }
        }
        return text.toString();
    }

    private static void costs(StringBuilder text, String label, List<Sample> samples) {
        line(
                text,
                label,
                median(samples, Sample::p50, 2) + ", " + median(samples, Sample::p99, 2),
                median(samples, Sample::serverMillis, 3),
                median(samples, Sample::databaseMillis, 3),
                median(samples, Sample::clientMillis, 3),
                String.format(
                        Locale.ROOT,
                        "%.0f %%",
                        100 * spread(samples, Sample::jitAndGc).median()),
                median(samples, Sample::foreign, 2));
    }

    private static String median(List<Sample> samples, ToDoubleFunction<Sample> figure, int decimals) {
        return String.format(
                Locale.ROOT, "%." + decimals + "f", spread(samples, figure).median());
    }

    private static String spread(
            Map<Work, List<Sample>> samples, Work work, ToDoubleFunction<Sample> figure, int decimals) {
        return spread(samples.get(work), figure).text(decimals);
    }

    private static Spread spread(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        return Spread.of(samples.stream().map(figure::applyAsDouble).toList());
    }

    private static void line(StringBuilder text, String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
