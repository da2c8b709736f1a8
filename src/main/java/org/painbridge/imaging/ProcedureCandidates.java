package org.painbridge.imaging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.painbridge.clinical.Terminology;

/**
 * The procedures that an uncoded text may mean, for a person to choose from: the text itself is never taken for one of
 * them. Source of the words, English and French: terminology table imaging-procedure-words. The same text gives the
 * same list.
 */
public final class ProcedureCandidates {
    /** How alike text and procedure must be. A choice of this project. */
    private static final double ALIKE = 0.5;

    private static final Set<String> MODALITIES = Set.of("xr", "mr", "ct", "us", "nm", "pet", "dxa", "rf");
    private static final Set<String> CONTRAST = Set.of("wo", "w");
    private static final Pattern WITHOUT = Pattern.compile("\\bw\\s*/\\s*o\\b");
    private static final Pattern SPINE = Pattern.compile("\\b([ctl])\\s*-\\s*spine\\b");
    private static final Pattern WITH = Pattern.compile("\\bw\\s*(/|&)");

    private final Map<String, List<String>> meanings = new HashMap<>();
    private final Map<Procedure, Set<String>> procedures = new LinkedHashMap<>();
    private final Map<String, Double> weights = new HashMap<>();
    private final Spelling spelling;

    public ProcedureCandidates(Terminology terminology, Collection<Procedure> catalogue) {
        for (Map<String, String> row : terminology.table("imaging-procedure-words")) {
            meanings.put(
                    row.getOrDefault("word", ""),
                    List.of(row.getOrDefault("means", "").split(" ")));
        }
        spelling = new Spelling(meanings.keySet());
        catalogue.forEach(procedure ->
                procedures.put(procedure, known(Arrays.asList(procedure.key().split("-")))));
        Map<String, Long> occurs = procedures.values().stream()
                .flatMap(Set::stream)
                .collect(Collectors.groupingBy(word -> word, TreeMap::new, Collectors.counting()));
        occurs.forEach((word, count) -> weights.put(word, Math.log(1 + (double) procedures.size() / count)));
    }

    /**
     * A procedure that the text may mean.
     *
     * @param score above 0, at most 1, which says that text and procedure say the same; only for ranking
     */
    public record Candidate(Procedure procedure, double score) {}

    /** Best first; empty when the text names no part of the body, or nothing that we know. */
    public List<Candidate> of(String text, int limit) {
        Set<String> said = said(text);
        List<Candidate> candidates = new ArrayList<>();
        procedures.forEach((procedure, words) ->
                alike(said, words).ifPresent(score -> candidates.add(new Candidate(procedure, score))));
        candidates.sort(Comparator.comparingDouble(Candidate::score)
                .reversed()
                .thenComparing(candidate -> candidate.procedure().key()));
        return candidates.stream().limit(limit).toList();
    }

    private Set<String> said(String text) {
        String plain = WITH.matcher(WITHOUT.matcher(FreeText.plain(text)).replaceAll("wo"))
                .replaceAll("w ");
        Set<String> said = new TreeSet<>();
        for (String word : FreeText.split(SPINE.matcher(plain).replaceAll("$1spine"))) {
            spelling.near(word).stream()
                    .limit(1)
                    .forEach(near -> said.addAll(meanings.getOrDefault(near.word(), List.of())));
        }
        return said;
    }

    private Set<String> known(List<String> words) {
        return words.stream()
                .flatMap(word -> meanings.getOrDefault(word, List.of()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Twice what they share by what both say; nothing if they share only the kind of machine, or not even that. */
    private Optional<Double> alike(Set<String> said, Set<String> procedure) {
        Set<String> shared = new TreeSet<>(said);
        shared.retainAll(procedure);
        boolean nowhere = shared.stream().allMatch(word -> MODALITIES.contains(word) || CONTRAST.contains(word));
        if (nowhere || contradicts(said, procedure)) {
            return Optional.empty();
        }
        double score = 2 * weight(shared) / (weight(said) + weight(procedure));
        return score < ALIKE ? Optional.empty() : Optional.of(score);
    }

    private static boolean contradicts(Set<String> said, Set<String> procedure) {
        Set<String> machines = new HashSet<>(said);
        machines.retainAll(MODALITIES);
        return !machines.isEmpty() && machines.stream().noneMatch(procedure::contains);
    }

    private double weight(Set<String> words) {
        return words.stream()
                .mapToDouble(word -> weights.getOrDefault(word, 0.0))
                .sum();
    }
}
