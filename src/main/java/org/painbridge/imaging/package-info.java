/**
 * Imaging appropriateness: rates an imaging order against rules that are data, asks for the few facts that decide when
 * they are unknown, and ranks the alternatives. Plain Java; {@link org.painbridge.imaging.ImagingEngine} is the way in.
 */
@NullMarked
package org.painbridge.imaging;

import org.jspecify.annotations.NullMarked;
