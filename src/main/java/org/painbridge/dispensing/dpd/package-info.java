/**
 * Health Canada's Drug Product Database: reads its extract of marketed products (a zip of CSV files), refuses a damaged one,
 * and makes of it the tables of products that this library works with. What the extract does not say, and the word lists
 * beside this package do not, is left unknown and reported.
 */
@NullMarked
package org.painbridge.dispensing.dpd;

import org.jspecify.annotations.NullMarked;
