/** Kills the server, or its database, in the midst of writes, and compares what is stored with what was acknowledged. */
@NullMarked
package org.painbridge.server.chaos;

import org.jspecify.annotations.NullMarked;
