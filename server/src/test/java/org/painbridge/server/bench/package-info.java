/**
 * How fast the server is, measured against a bare HTTP + JDBC program over the same rows: {@link
 * org.painbridge.server.bench.Bench} starts both, loads both in turn and prints the ratios.
 */
@NullMarked
package org.painbridge.server.bench;

import org.jspecify.annotations.NullMarked;
