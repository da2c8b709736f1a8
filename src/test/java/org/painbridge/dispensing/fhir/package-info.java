/** Tests of the mapping between dispensing and FHIR R4, judged by the guide. */
@NullMarked
package org.painbridge.dispensing.fhir;

import org.jspecify.annotations.NullMarked;
