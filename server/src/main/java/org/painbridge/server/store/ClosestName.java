package org.painbridge.server.store;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The name that somebody who misspelled it, or wrote it in other case, probably meant. */
public final class ClosestName {
    private ClosestName() {}

    /** Empty only where there are no names. */
    public static Optional<String> of(String misspelled, Collection<String> names) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        String asked = misspelled.toLowerCase(Locale.ROOT);
        return names.stream()
                .min(Comparator.comparingInt(name -> distance.apply(name.toLowerCase(Locale.ROOT), asked)));
    }
}
