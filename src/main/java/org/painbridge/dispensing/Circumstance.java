package org.painbridge.dispensing;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What a record may say of a dispense that makes a rule see it in another light. That it says nothing is not a "no". Kept in rows
 * by number, so new ones come last.
 */
public enum Circumstance {
    /** A part of what one prescription allows, given at different times. */
    PART_FILL,
    PALLIATIVE,
    CANCER,
    /** What bridges the way home from a hospital. */
    HOSPITAL_DISCHARGE,
    /** The dose is being lowered on purpose. */
    ACTIVE_TAPER,
    /** Of opioid use disorder, with what may be for pain as well. */
    AGONIST_TREATMENT,
    /** Of whom nothing tells who it is: other dispenses of the same person may be on other records. */
    IDENTITY_UNCERTAIN;

    static final Set<Circumstance> ALL = Set.of(values());

    int bit() {
        return 1 << ordinal();
    }

    /** As rule files and tables write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if there is no such circumstance */
    public static Circumstance parse(String code) {
        return Arrays.stream(values())
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No circumstance: " + code));
    }

    static int bits(Set<Circumstance> circumstances) {
        int bits = 0;
        for (Circumstance each : circumstances) {
            bits |= each.bit();
        }
        return bits;
    }

    static Set<Circumstance> of(int bits) {
        Set<Circumstance> circumstances = EnumSet.noneOf(Circumstance.class);
        for (Circumstance each : values()) {
            if ((bits & each.bit()) != 0) {
                circumstances.add(each);
            }
        }
        return circumstances;
    }
}
