/** A package of a cycle. */
@NullMarked
package org.painbridge.server.planted.there;

import org.jspecify.annotations.NullMarked;
