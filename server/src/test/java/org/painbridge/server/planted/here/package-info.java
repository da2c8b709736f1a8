/** A package of a cycle. */
@NullMarked
package org.painbridge.server.planted.here;

import org.jspecify.annotations.NullMarked;
