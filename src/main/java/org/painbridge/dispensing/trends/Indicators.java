package org.painbridge.dispensing.trends;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;
import org.painbridge.dispensing.BilingualText;

/** All indicators of a table of definitions, in its order. */
public final class Indicators {
    private final Map<String, Indicator> byId = new LinkedHashMap<>();

    private Indicators(List<Indicator> all) {
        for (Indicator each : all) {
            if (byId.put(each.id(), each) != null) {
                throw new IllegalArgumentException("Two indicators " + each.id());
            }
        }
        for (Indicator each : all) {
            each.partOf().ifPresent(this::require);
            each.rate().ifPresent(rate -> require(rate.of()));
        }
    }

    /** @throws IllegalArgumentException if a line is not an indicator, or names one that is none */
    public static Indicators fromClassPath() {
        return of("indicators.csv");
    }

    /** What a prescriber is told of the own practice; {@code practice.csv}. */
    public static Indicators ofPractices() {
        return of("practice.csv");
    }

    private static Indicators of(String file) {
        return new Indicators(
                CsvRows.of(file).stream().map(Indicators::indicator).toList());
    }

    public List<Indicator> all() {
        return List.copyOf(byId.values());
    }

    public Optional<Indicator> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    private void require(String id) {
        if (!byId.containsKey(id)) {
            throw new IllegalArgumentException("No indicator " + id);
        }
    }

    private static Indicator indicator(CSVRecord row) {
        Optional<String> rateOf = cell(row, "rate_of");
        return new Indicator(
                row.get("id"),
                Indicator.Counts.valueOf(name(row.get("counts"))),
                Indicator.Fact.valueOf(name(row.get("fact"))),
                cell(row, "rule"),
                cell(row, "level").map(Integer::valueOf).orElse(0),
                row.get("unit"),
                Long.parseLong(row.get("divisor")),
                row.get("by_drug").equals("yes"),
                cell(row, "part_of"),
                rateOf.map(of -> new Indicator.Rate(of, Integer.parseInt(row.get("rate_in")))),
                new BilingualText(row.get("title_en"), row.get("title_fr")),
                new Indicator.Basis(row.get("source"), frenchSource(row), row.get("status"), row.get("version")));
    }

    /** Of those whose titles prescribers read. */
    private static String frenchSource(CSVRecord row) {
        return Optional.of("source_fr")
                .filter(row::isMapped)
                .flatMap(column -> cell(row, column))
                .orElse(row.get("source"));
    }

    private static Optional<String> cell(CSVRecord row, String column) {
        return Optional.of(row.get(column)).filter(text -> !text.isBlank());
    }

    private static String name(String code) {
        return code.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
