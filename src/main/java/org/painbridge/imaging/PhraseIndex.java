package org.painbridge.imaging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the entries whose phrases a text speaks of, whatever the order of its words. Rare words weigh more than common
 * ones. Cannot be changed once built: safe for many threads.
 */
final class PhraseIndex {
    /** How much of a phrase, by weight, a text must speak of. A choice of this project. */
    private static final double COVERED = 0.6;

    /** What a word counts that was spelt with that many slips. A choice of this project. */
    private static final double[] SPELT = {1, 0.85, 0.7};

    private final Map<String, Integer> numbers = new TreeMap<>();
    private final Spelling spelling;
    private final double[] weights;
    private final int[][] phrasesOfWord;
    private final int[] entryOfPhrase;
    private final double[] weightOfPhrase;

    /** @param entries the phrases of each entry, as stems */
    PhraseIndex(List<List<Set<String>>> entries) {
        List<Set<String>> phrases = new ArrayList<>();
        List<Integer> owners = new ArrayList<>();
        for (int entry = 0; entry < entries.size(); entry++) {
            for (Set<String> phrase : entries.get(entry)) {
                phrases.add(phrase);
                owners.add(entry);
            }
        }
        phrases.forEach(phrase -> phrase.forEach(stem -> numbers.put(stem, 0)));
        int next = 0;
        for (Map.Entry<String, Integer> number : numbers.entrySet()) {
            number.setValue(next++);
        }
        spelling = new Spelling(numbers.keySet());
        weights = weights(entries);
        phrasesOfWord = postings(phrases);
        entryOfPhrase = owners.stream().mapToInt(Integer::intValue).toArray();
        weightOfPhrase = phrases.stream()
                .mapToDouble(phrase -> phrase.stream()
                        .mapToDouble(stem -> weights[number(stem)])
                        .sum())
                .toArray();
    }

    /**
     * An entry that the text speaks of.
     *
     * @param score above 0, at most 1
     * @param matched words of the text, as written
     */
    record Hit(int entry, double score, List<String> matched) {}

    private int number(String stem) {
        return numbers.getOrDefault(stem, -1);
    }

    private double[] weights(List<List<Set<String>>> entries) {
        int[] occurs = new int[numbers.size()];
        for (List<Set<String>> phrases : entries) {
            Set<String> stems = new HashSet<>();
            phrases.forEach(stems::addAll);
            stems.forEach(stem -> occurs[number(stem)]++);
        }
        double[] rarity = new double[occurs.length];
        for (int word = 0; word < occurs.length; word++) {
            rarity[word] = Math.log(1 + (double) entries.size() / occurs[word]);
        }
        return rarity;
    }

    private int[][] postings(List<Set<String>> phrases) {
        List<List<Integer>> lists = new ArrayList<>();
        numbers.keySet().forEach(stem -> lists.add(new ArrayList<>()));
        for (int phrase = 0; phrase < phrases.size(); phrase++) {
            for (String stem : phrases.get(phrase)) {
                lists.get(number(stem)).add(phrase);
            }
        }
        return lists.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    /** Best first; entries of the same score in the order in which they were given. */
    List<Hit> find(List<FreeText.Word> text) {
        Map<Integer, Double> found = new TreeMap<>();
        Map<Integer, String> written = new LinkedHashMap<>();
        for (FreeText.Word word : text) {
            if (!word.denied()) {
                look(word, found, written);
            }
        }
        double[] matched = new double[weightOfPhrase.length];
        found.forEach((word, spelt) -> {
            for (int phrase : phrasesOfWord[word]) {
                matched[phrase] += spelt * weights[word];
            }
        });
        return hits(matched, written);
    }

    private void look(FreeText.Word word, Map<Integer, Double> found, Map<Integer, String> written) {
        for (Spelling.Near near : spelling.near(word.stem())) {
            int number = number(near.word());
            if (found.merge(number, SPELT[near.slips()], Math::max) == SPELT[near.slips()]) {
                written.putIfAbsent(number, word.written());
            }
        }
    }

    private List<Hit> hits(double[] matched, Map<Integer, String> written) {
        Map<Integer, Integer> best = new TreeMap<>();
        for (int phrase = 0; phrase < matched.length; phrase++) {
            if (matched[phrase] >= COVERED * weightOfPhrase[phrase]) {
                int candidate = phrase;
                best.merge(
                        entryOfPhrase[phrase],
                        phrase,
                        (old, other) -> score(matched, candidate) > score(matched, old) ? candidate : old);
            }
        }
        List<Hit> hits = new ArrayList<>();
        best.forEach(
                (entry, phrase) -> hits.add(new Hit(entry, score(matched, phrase), matchedWords(phrase, written))));
        hits.sort(Comparator.comparingDouble(Hit::score).reversed());
        return hits;
    }

    /** How much of the phrase is there, and how much that says: one common word says little. */
    private double score(double[] matched, int phrase) {
        return matched[phrase] / weightOfPhrase[phrase] * (matched[phrase] / (matched[phrase] + 1));
    }

    private List<String> matchedWords(int phrase, Map<Integer, String> written) {
        return written.entrySet().stream()
                .filter(word -> holds(phrasesOfWord[word.getKey()], phrase))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
    }

    private static boolean holds(int[] sorted, int phrase) {
        return Arrays.binarySearch(sorted, phrase) >= 0;
    }
}
