package org.painbridge.imaging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the known words that a misspelt one may stand for: one slip in words of four letters and more, two in long
 * ones. A slip is a letter that is missing, too many, wrong, or swapped with its neighbour. The first letter must be
 * right.
 */
final class Spelling {
    private static final int ONE_SLIP = 4;
    private static final int TWO_SLIPS = 8;

    private final Set<String> known;
    /** By what is left of a known word when letters are taken out of it. */
    private final Map<String, List<String>> remains = new HashMap<>();

    Spelling(Collection<String> words) {
        known = Set.copyOf(words);
        for (String word : new TreeSet<>(words)) {
            for (String rest : remains(word, slips(word))) {
                remains.computeIfAbsent(rest, key -> new ArrayList<>(1)).add(word);
            }
        }
    }

    /** A known word and how many slips away it is. */
    record Near(String word, int slips) {}

    /** The word itself if it is known, otherwise the nearest known words, in alphabetical order. */
    List<Near> near(String word) {
        if (known.contains(word)) {
            return List.of(new Near(word, 0));
        }
        int allowed = slips(word);
        if (allowed == 0) {
            return List.of();
        }
        Set<String> candidates = new TreeSet<>();
        for (String rest : remains(word, allowed)) {
            candidates.addAll(remains.getOrDefault(rest, List.of()));
        }
        return nearest(word, candidates, allowed);
    }

    private static List<Near> nearest(String word, Set<String> candidates, int allowed) {
        List<Near> nearest = new ArrayList<>();
        int best = allowed;
        for (String candidate : candidates) {
            int slips = slips(word, candidate);
            if (candidate.charAt(0) != word.charAt(0) || slips > Math.min(best, slips(candidate))) {
                continue;
            }
            if (slips < best) {
                nearest.clear();
                best = slips;
            }
            nearest.add(new Near(candidate, slips));
        }
        return nearest;
    }

    private static int slips(String word) {
        if (word.length() < ONE_SLIP || Character.isDigit(word.charAt(0))) {
            return 0;
        }
        return word.length() < TWO_SLIPS ? 1 : 2;
    }

    private static Set<String> remains(String word, int slips) {
        Set<String> rests = new HashSet<>();
        rests.add(word);
        if (slips > 0) {
            for (int i = 0; i < word.length(); i++) {
                rests.addAll(remains(word.substring(0, i) + word.substring(i + 1), slips - 1));
            }
        }
        return rests;
    }

    /** The distance of Damerau and Levenshtein in which a swapped pair is not changed again. */
    private static int slips(String from, String to) {
        int[] before = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                boolean swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            int[] spare = before;
            before = last;
            last = row;
            row = spare;
        }
        return last[to.length()];
    }
}
