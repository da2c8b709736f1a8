package org.painbridge.server.store;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The name that somebody who misspelled it probably meant. */
public final class ClosestName {
    private ClosestName() {}

    /** Empty only where there are no names. */
    public static Optional<String> of(String misspelled, Collection<String> names) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return names.stream().min(Comparator.comparingInt(name -> distance.apply(name, misspelled)));
    }
}
