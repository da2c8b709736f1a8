package org.painbridge.dispensing.dpd;

/**
 * A line of ingred.txt.
 *
 * @param name in lower case, with a salt in brackets if it has one there
 * @param strength a number as it stands
 * @param unit of the strength, lower case
 * @param per in how much of {@code perUnit} that is; empty for one
 * @param perUnit lower case; empty for the piece that the form is
 */
record ListedIngredient(String name, String strength, String unit, String per, String perUnit) {}
