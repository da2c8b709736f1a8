package org.painbridge.server.store;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code explain (analyze, buffers)} says of a statement. */
record QueryPlan(List<String> lines) {
    private static final Pattern SEQUENTIAL = Pattern.compile("Seq Scan on (fhir_\\w+)");
    private static final Pattern INDEX = Pattern.compile("(?:using|Bitmap Index Scan on) (fhir_\\w+)");
    private static final Pattern PAGES = Pattern.compile("(?:hit|read)=(\\d+)");
    private static final Pattern TIME = Pattern.compile("Execution Time: ([0-9.]+) ms");

    Set<String> sequentialScans() {
        return matches(SEQUENTIAL);
    }

    Set<String> indexes() {
        return matches(INDEX);
    }

    /** How many pages of 8 KiB it looked at; the first line that counts them is about the whole. */
    long pages() {
        String all = lines.stream()
                .filter(line -> line.contains("Buffers: shared"))
                .findFirst()
                .orElse("");
        return PAGES.matcher(all.replaceAll("(temp|local) .*", ""))
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    /** For the report; nothing depends on it. */
    double milliseconds() {
        return TIME.matcher(toString())
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .sum();
    }

    private Set<String> matches(Pattern pattern) {
        Matcher matcher = pattern.matcher(toString());
        return new TreeSet<>(
                matcher.results().map((MatchResult found) -> found.group(1)).toList());
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
