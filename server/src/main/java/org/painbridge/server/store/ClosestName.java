package org.painbridge.server.store;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The name that somebody who misspelled it, or wrote it in other case, probably meant. */
public final class ClosestName {
    /** No name is longer; to compare what is takes as long as both together are. */
    private static final int LONGEST = 200;

    private ClosestName() {}

    /** Empty where none is spelled alike: one letter in three may be wrong, or two in each other's place. */
    public static Optional<String> near(String misspelled, Collection<String> names) {
        if (misspelled.length() > LONGEST) {
            return Optional.empty();
        }
        String asked = misspelled.toLowerCase(Locale.ROOT);
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(name, asked)))
                .filter(name -> distance(name, asked) <= Math.max(name.length() / 3, isMixedUp(name, asked) ? 2 : 0));
    }

    private static boolean isMixedUp(String name, String asked) {
        return Arrays.equals(
                name.toLowerCase(Locale.ROOT).chars().sorted().toArray(),
                asked.chars().sorted().toArray());
    }

    /** A question to go behind a sentence, with a blank in front; empty where no name is spelled alike. */
    public static String didYouMean(String misspelled, Collection<String> names) {
        return near(misspelled, names)
                .map(name -> " Did you mean " + name + "?")
                .orElse("");
    }

    private static int distance(String name, String asked) {
        return LevenshteinDistance.getDefaultInstance().apply(name.toLowerCase(Locale.ROOT), asked);
    }
}
