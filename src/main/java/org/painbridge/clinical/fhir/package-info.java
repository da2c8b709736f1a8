/** FHIR words every capability shares: the references of a resource and their places, and who computes prescribed doses. */
@NullMarked
package org.painbridge.clinical.fhir;

import org.jspecify.annotations.NullMarked;
