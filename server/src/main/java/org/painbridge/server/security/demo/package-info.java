/** An issuer of access tokens within the server, for demonstrations and tests on one machine (profile {@code demo}, ADR 0012). */
@NullMarked
package org.painbridge.server.security.demo;

import org.jspecify.annotations.NullMarked;
