/**
 * The rules over monitored dispenses on Apache Spark: for many provinces or decades, where one machine no longer does. Spark
 * distributes; what a rule says is said by the one kernel.
 */
@NullMarked
package org.painbridge.spark;

import org.jspecify.annotations.NullMarked;
