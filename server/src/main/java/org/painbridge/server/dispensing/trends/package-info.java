/** Trends for who plans care ($nms-indicators), each table kept in a ledger, and the own figures of a prescriber ($practice-report). */
@NullMarked
package org.painbridge.server.dispensing.trends;

import org.jspecify.annotations.NullMarked;
