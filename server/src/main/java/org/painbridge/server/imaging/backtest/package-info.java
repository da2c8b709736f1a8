/** What other rules would have said of the orders there were: {@code $imaging-backtest}. */
@NullMarked
package org.painbridge.server.imaging.backtest;

import org.jspecify.annotations.NullMarked;
