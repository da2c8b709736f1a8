package org.painbridge.imaging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.Terminology;

/**
 * Free text, English or French, to coded reasons that a person may choose from. A suggestion is never accepted by
 * itself: the order keeps the text, and only what the person confirms is coded. What the text denies is not suggested.
 * Source: terminology tables imaging-indications and imaging-findings, columns terms_en and terms_fr. The same text
 * gives the same list.
 */
public final class IndicationSuggestions {
    private static final Map<String, String> SYSTEMS = Map.of(
            "icd-10", "http://hl7.org/fhir/sid/icd-10",
            "sct", "http://snomed.info/sct",
            "loinc", "http://loinc.org",
            "atc", "http://www.whocc.no/atc");

    private final FreeText reader;
    private final List<Reason> reasons = new ArrayList<>();
    private final PhraseIndex index;

    public IndicationSuggestions(Terminology terminology) {
        reader = new FreeText(terminology);
        List<List<Set<String>>> phrases = new ArrayList<>();
        read(terminology, Kind.INDICATION, "imaging-indications", phrases);
        read(terminology, Kind.FINDING, "imaging-findings", phrases);
        index = new PhraseIndex(phrases);
    }

    /** Whether it can be the reason of an order, or is a finding that scenarios ask for. */
    public enum Kind {
        INDICATION("indication"),
        FINDING("finding");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** A code of a reason with its name in our words. */
    public record Coded(Code code, String display) {}

    /**
     * A reason that can be coded.
     *
     * @param valueSet id of the value set of its codes, for example {@code indication-low-back-pain}
     * @param codes any of which stands for it; never empty, the most usual first
     */
    public record Reason(Kind kind, String valueSet, Localized title, List<Coded> codes) {
        public Reason {
            codes = List.copyOf(codes);
        }
    }

    /**
     * A reason that the text may speak of.
     *
     * @param score above 0, at most 1; only for ranking
     * @param matched the words of the text that speak for it, as written
     */
    public record Suggestion(Reason reason, double score, List<String> matched) {
        public Suggestion {
            matched = List.copyOf(matched);
        }
    }

    /** Best first; empty when the text speaks of nothing that we know. */
    public List<Suggestion> suggest(String text, int limit) {
        return index.find(reader.read(text)).stream()
                .limit(limit)
                .map(hit -> new Suggestion(reasons.get(hit.entry()), hit.score(), hit.matched()))
                .toList();
    }

    private void read(Terminology terminology, Kind kind, String table, List<List<Set<String>>> phrases) {
        Map<String, List<Map<String, String>>> rows = new LinkedHashMap<>();
        for (Map<String, String> row : terminology.table(table)) {
            rows.computeIfAbsent(row.getOrDefault(kind.code(), ""), id -> new ArrayList<>())
                    .add(row);
        }
        rows.forEach((id, lines) -> {
            reasons.add(reason(kind, id, lines));
            phrases.add(phrases(lines));
        });
    }

    private static Reason reason(Kind kind, String id, List<Map<String, String>> lines) {
        Map<String, String> first = lines.getFirst();
        return new Reason(
                kind,
                kind.code() + "-" + id,
                new Localized(first.getOrDefault("title", ""), first.getOrDefault("title_fr", "")),
                lines.stream()
                        .filter(line -> !isRange(line))
                        .map(IndicationSuggestions::coded)
                        .toList());
    }

    /** Several categories at once, such as {@code C00-C26}: to be found in a chart, not to be chosen. */
    private static boolean isRange(Map<String, String> line) {
        String system = line.getOrDefault("system", "");
        return system.equals("icd-10") && line.getOrDefault("code", "").contains("-");
    }

    private static Coded coded(Map<String, String> line) {
        String system = line.getOrDefault("system", "");
        return new Coded(
                Code.of(SYSTEMS.getOrDefault(system, system), line.getOrDefault("code", "")),
                line.getOrDefault("display", ""));
    }

    private List<Set<String>> phrases(List<Map<String, String>> lines) {
        Map<Set<String>, String> phrases = new HashMap<>();
        for (Map<String, String> line : lines) {
            for (String column : List.of("terms_en", "terms_fr", "title", "title_fr")) {
                Arrays.stream(line.getOrDefault(column, "").split(";"))
                        .filter(term -> !term.isBlank())
                        .forEach(term -> phrases.putIfAbsent(stems(term), term));
            }
        }
        return phrases.entrySet().stream()
                .filter(phrase -> !phrase.getKey().isEmpty())
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    private Set<String> stems(String term) {
        return reader.read(term.replace(',', ' ')).stream()
                .map(FreeText.Word::stem)
                .collect(Collectors.toUnmodifiableSet());
    }
}
