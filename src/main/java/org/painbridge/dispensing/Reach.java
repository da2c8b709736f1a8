package org.painbridge.dispensing;

/**
 * How far back a supply in use is looked for.
 *
 * @param longestSupply days, that of the hand-over included; what is of unknown length may last so long
 * @param refillTolerance percent of a supply that may be left when the next one of the same drug takes its place
 */
record Reach(int longestSupply, int refillTolerance) {}
