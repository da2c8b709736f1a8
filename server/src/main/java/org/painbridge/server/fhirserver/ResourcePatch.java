package org.painbridge.server.fhirserver;

import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.patch.PatchProblem;
import org.painbridge.server.patch.SentReference;
import org.painbridge.server.store.StoredResource;

/** A patch that was read, whatever its form. */
interface ResourcePatch {

    /** Of what it brings into a resource of that type. Within a bundle they may lead to other entries. */
    List<SentReference> references(String type);

    /**
     * The resource as the patch leaves it, with the references as they are by now.
     *
     * @throws PatchProblem where the patch does not fit it
     * @throws RequestProblem where the result is no resource of FHIR R4
     */
    Resource apply(StoredResource current);
}
