package org.painbridge.imaging;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A decision without the person: enough to make it again under other rules, too little to tell who it was. No id, no
 * date, no code of the chart; facts that are not in it are unknown.
 *
 * @param indications canonical URLs of the value sets that the reasons of the order are in
 * @param facts what was found of each fact of yes or no, by id
 * @param ageBand the first year of a band of {@value #BAND} years; empty when the age was not known
 * @param sex {@code female} or {@code male} as registered; empty when nothing was told
 */
public record FactVector(
        String procedureKey,
        SortedSet<String> indications,
        SortedMap<String, FactState> facts,
        Optional<Integer> ageBand,
        Optional<String> sex) {
    public static final int BAND = 5;

    /** Everybody beyond is in the last band: so old, an age tells who it is. */
    public static final int LAST_BAND = 90;

    public FactVector {
        indications = Collections.unmodifiableSortedSet(new TreeSet<>(indications));
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        ageBand.filter(band -> band < 0 || band > LAST_BAND || band % BAND != 0).ifPresent(band -> {
            throw new IllegalArgumentException("Not the first year of a band: " + band);
        });
    }

    /** The band of an age in years. */
    static int band(int age) {
        return Math.min(age / BAND * BAND, LAST_BAND);
    }

    /** @param facts by id, in any order */
    public static FactVector of(
            String procedureKey,
            SortedSet<String> indications,
            Map<String, FactState> facts,
            Optional<Integer> ageBand,
            Optional<String> sex) {
        return new FactVector(procedureKey, indications, new TreeMap<>(facts), ageBand, sex);
    }
}
