package org.painbridge.imaging;

import java.time.Period;
import org.painbridge.clinical.Evidence;

/**
 * A fact that time decides: at least this long since a date.
 *
 * @param since id of the date fact it counts from
 * @param atLeast the limit, from the rule file
 */
public record Clock(String since, Period atLeast, Evidence source) {}
