package org.painbridge.dispensing.trends;

/**
 * A cell of a table that was released before.
 *
 * @param withheld whether it was; the tally is what it held
 */
public record Earlier(Cell cell, Tally tally, boolean withheld) {}
