/** Signs decisions so that an imaging site can verify them: keys, tokens, and the key set that the world reads. */
@NullMarked
package org.painbridge.server.imaging.signing;

import org.jspecify.annotations.NullMarked;
