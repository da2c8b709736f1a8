/**
 * FHIR R4 around the imaging engine: reads an order and its data without guessing, writes the verdict as resources and
 * as card content. {@link org.painbridge.imaging.fhir.ImagingAppropriateness} is the way in.
 */
@NullMarked
package org.painbridge.imaging.fhir;

import org.jspecify.annotations.NullMarked;
