package org.painbridge.careplan;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.PrescribedDose;

/**
 * One step of an opioid taper: a medicine of the plan, how much it aims at, and how much it gives as it is prescribed. Any
 * other medicine that is an opioid, or may be one, counts as the only step of its own.
 *
 * @param path where it stands, a FHIRPath expression from the root of the request
 * @param key its key as a member of the push
 * @param prior the key of the step before; null for the first, or where that is no member
 * @param target oral morphine equivalents that it aims at, {@code mg/d}; null where it does not say
 * @param hold whether it says that the dose stays: a pause, after which the taper goes on
 * @param dose what it comes to as it is prescribed
 * @param given when
 */
public record TaperStep(
        String path,
        String key,
        @Nullable String prior,
        @Nullable BigDecimal target,
        boolean hold,
        PrescribedDose dose,
        Given given) {
    /**
     * The days on which it is given, as far as they are known.
     *
     * @param ever false where it was called off, or is over
     * @param first null where it is not known
     * @param last null where it is not known
     */
    public record Given(
            boolean ever,
            @Nullable LocalDate first,
            @Nullable LocalDate last) {
        /** Whenever that is. */
        public static final Given SOME_TIME = new Given(true, null, null);

        boolean mayBeOn(LocalDate day) {
            return ever && (first == null || !day.isBefore(first)) && (last == null || !day.isAfter(last));
        }
    }

    /** Of a taper: it aims at a dose, or follows another step. */
    boolean isPlanned() {
        return target != null || prior != null;
    }

    /** No step of a taper, and perhaps an opioid. */
    boolean isUnknown() {
        return given.ever() && !isPlanned() && dose instanceof PrescribedDose.NotComputable;
    }

    /** As it is prescribed, {@code mg/d}; null where that is not certain. */
    @Nullable
    BigDecimal prescribed() {
        return dose instanceof PrescribedDose.Computed computed ? computed.milligramsPerDay() : null;
    }
}
