package org.painbridge.server.store;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The name that somebody who misspelled it, or wrote it in other case, probably meant. */
public final class ClosestName {
    private ClosestName() {}

    /** Empty where none is spelled alike: one letter in three may be wrong. */
    public static Optional<String> near(String misspelled, Collection<String> names) {
        return of(misspelled, names)
                .filter(name -> 3 * distance(name, misspelled.toLowerCase(Locale.ROOT)) <= name.length());
    }

    /** Empty only where there are no names. */
    public static Optional<String> of(String misspelled, Collection<String> names) {
        String asked = misspelled.toLowerCase(Locale.ROOT);
        return names.stream().min(Comparator.comparingInt(name -> distance(name, asked)));
    }

    private static int distance(String name, String asked) {
        return LevenshteinDistance.getDefaultInstance().apply(name.toLowerCase(Locale.ROOT), asked);
    }
}
