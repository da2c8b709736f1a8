/** The signature of this server, for every capability that gives something out which others are to verify. */
@NullMarked
package org.painbridge.server.signing;

import org.jspecify.annotations.NullMarked;
