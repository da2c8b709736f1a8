/** Violations of the server's architecture, one a class: {@code ServerArchitectureTest} must notice each. */
@NullMarked
package org.painbridge.server.planted;

import org.jspecify.annotations.NullMarked;
