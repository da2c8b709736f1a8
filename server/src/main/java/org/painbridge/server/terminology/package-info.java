/**
 * FHIR terminology services over the code systems, value sets and concept maps of R4 and of the guide: their operations,
 * and what searches by {@code :in} and {@code :below} ask.
 */
@NullMarked
package org.painbridge.server.terminology;

import org.jspecify.annotations.NullMarked;
