/**
 * Requests to servers of others. Whatever address a caller can influence is asked by {@code GuardedHttp}: servers that are
 * allowed, addresses that are looked at when the connection is made, no redirects, a limit of size.
 */
@NullMarked
package org.painbridge.server.outgoing;

import org.jspecify.annotations.NullMarked;
