package org.painbridge.careplan;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One step of an opioid taper: a medicine of the plan, and how much it aims at.
 *
 * @param path where it stands, a FHIRPath expression from the root of the request
 * @param key its key as a member of the push
 * @param prior the key of the step before; null for the first, or where that is no member
 * @param target oral morphine equivalents that it aims at, {@code mg/d}; null where it does not say
 * @param hold whether it says that the dose stays: a pause, after which the taper goes on
 */
public record TaperStep(
        String path,
        String key,
        @Nullable String prior,
        @Nullable BigDecimal target,
        boolean hold) {}
