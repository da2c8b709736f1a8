package org.painbridge.dispensing;

/**
 * What rules see in the product of a row, in numbers: for programs that look at rows without this library.
 *
 * @param ingredients the same number for the same ingredients; -1 if they are not known
 * @param form the same number for the same ingredients in the same dosage form; -1 if they are not known
 * @param classes classes that it certainly has, as bits
 * @param possible classes that it can have, as bits
 * @param marks of the row and of the product, as bits
 */
public record DrugFacts(int ingredients, int form, int classes, int possible, int marks) {}
