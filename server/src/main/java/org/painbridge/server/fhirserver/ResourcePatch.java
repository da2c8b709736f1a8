package org.painbridge.server.fhirserver;

import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.patch.PatchProblem;
import org.painbridge.server.store.StoredResource;

/** A patch that was read, whatever its form. */
@FunctionalInterface
interface ResourcePatch {

    /**
     * The resource as the patch leaves it.
     *
     * @throws PatchProblem where the patch does not fit it
     * @throws RequestProblem where the result is no resource of FHIR R4
     */
    Resource apply(StoredResource current);
}
