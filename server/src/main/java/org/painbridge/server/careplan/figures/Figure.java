package org.painbridge.server.careplan.figures;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One figure of a report; empty is withheld, or not there.
 *
 * @param code of the group in the report
 * @param numerator how many got so far
 * @param denominator of how many
 * @param value median time, or percentage
 * @param unit of the value, UCUM: {@code h}, {@code d} or {@code %}
 */
record Figure(String code, OptionalLong numerator, OptionalLong denominator, OptionalDouble value, String unit) {}
