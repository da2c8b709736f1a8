/**
 * Trends that can be released: indicators over the dispenses of a population by region, quarter, age, sex and drug, and what of
 * them may be shown so that nobody can be told from what is withheld, in one table or in all that were ever released.
 */
@NullMarked
package org.painbridge.dispensing.trends;

import org.jspecify.annotations.NullMarked;
