/** Changes to a part of a resource: JSON Patch (RFC 6902). */
@NullMarked
package org.painbridge.server.patch;

import org.jspecify.annotations.NullMarked;
