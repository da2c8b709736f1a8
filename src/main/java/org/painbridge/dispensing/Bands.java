package org.painbridge.dispensing;

import java.util.Optional;

/** Limits of a daily dose in milligrams, the second higher than the first. */
record Bands(Threshold first, Optional<Threshold> second) {

    /** How many limits are reached. */
    int level(long milli) {
        if (!first.isMetByMilli(milli)) {
            return 0;
        }
        return second.isPresent() && second.get().isMetByMilli(milli) ? 2 : 1;
    }

    Threshold at(int level) {
        return level > 1 ? second.orElse(first) : first;
    }
}
