package org.painbridge.dispensing;

/**
 * How long a supply is looked at.
 *
 * @param longestSupply days; of what is said to last longer the rest is not looked at, and what is of unknown length may last so long
 * @param refillTolerance percent of a supply that may be left when the next one of the same drug takes its place
 */
record Reach(int longestSupply, int refillTolerance) {}
