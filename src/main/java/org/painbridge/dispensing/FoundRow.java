package org.painbridge.dispensing;

/**
 * A finding of the population pass, in numbers.
 *
 * @param dispense the one that was evaluated
 * @param severity how much it matters
 * @param level how far the rule is broken
 * @param figure what was counted, in whole units of the threshold
 * @param fromDay first day looked at, since 1970-01-01
 * @param toDay last one
 * @param clearsDay first day on which it no longer holds; {@link Integer#MAX_VALUE} if time does not clear it
 * @param evidence the dispenses counted, in order
 */
public record FoundRow(
        long patient,
        long dispense,
        RuleKey rule,
        Severity severity,
        int level,
        int figure,
        int threshold,
        int fromDay,
        int toDay,
        int clearsDay,
        long[] evidence) {}
