/**
 * Monitored drugs: what was dispensed, the daily morphine equivalents it amounts to, and the rules it breaks. Numbers of
 * medicine are data: products and factors in the terminology module, rules and the method of calculation in YAML files
 * beside this package. An unknown is never a no and never a zero.
 */
@NullMarked
package org.painbridge.dispensing;

import org.jspecify.annotations.NullMarked;
