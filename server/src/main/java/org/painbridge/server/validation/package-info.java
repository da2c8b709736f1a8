/**
 * The HL7 validator, made once and kept: what {@code $validate} answers, and which resources may be stored. It knows neither
 * HTTP nor the store.
 */
@NullMarked
package org.painbridge.server.validation;

import org.jspecify.annotations.NullMarked;
