/** FHIR words every capability shares: the references of a resource and their places. */
@NullMarked
package org.painbridge.clinical.fhir;

import org.jspecify.annotations.NullMarked;
