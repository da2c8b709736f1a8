/** Changes to a part of a resource: JSON Patch (RFC 6902) and FHIRPath Patch (FHIR R4, fhirpatch.html). */
@NullMarked
package org.painbridge.server.patch;

import org.jspecify.annotations.NullMarked;
