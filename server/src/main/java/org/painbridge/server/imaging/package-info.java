/** Imaging appropriateness for EMRs: {@code ServiceRequest/$imaging-appropriateness} and the CDS Hook order-sign. */
@NullMarked
package org.painbridge.server.imaging;

import org.jspecify.annotations.NullMarked;
