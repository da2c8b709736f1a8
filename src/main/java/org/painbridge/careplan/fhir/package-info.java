/** Between FHIR R4 and the push of a care plan: reads the request, writes what is to be stored and the answer. */
@NullMarked
package org.painbridge.careplan.fhir;

import org.jspecify.annotations.NullMarked;
