/** Violations of the architecture, one a class: {@code ArchitectureTest} must notice each. */
@NullMarked
package org.painbridge.planted;

import org.jspecify.annotations.NullMarked;
