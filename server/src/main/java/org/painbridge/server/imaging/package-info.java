/** Imaging appropriateness for EMRs: {@code ServiceRequest/$imaging-appropriateness}; CDS Hooks in a package of its own. */
@NullMarked
package org.painbridge.server.imaging;

import org.jspecify.annotations.NullMarked;
