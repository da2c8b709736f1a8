package org.painbridge.server.imaging;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * Of a person whose record another system holds: what the order calls {@code Patient/1} there is not the {@code Patient/1} of
 * this server. Relative references become logical ones before such a decision is stored.
 */
final class Elsewhere {
    private static final String SENT = "https://painbridge.example/fhir/sid/sent-reference";

    private final FhirTerser terser;

    Elsewhere(FhirContext context) {
        this.terser = context.newTerser();
    }

    /** @param id of the decision: what carries it is stored here */
    void detach(Resource resource, String id) {
        terser.getAllResourceReferences(resource).forEach(found -> {
            if (found.getResourceReference() instanceof Reference reference && isRelative(reference, id)) {
                detach(reference);
            }
        });
    }

    private static boolean isRelative(Reference reference, String id) {
        IdType target = new IdType(reference.getReference());
        return target.hasResourceType() && target.hasIdPart() && !target.isAbsolute() && !id.equals(target.getIdPart());
    }

    /** What has an identifier of its own keeps that. */
    private static void detach(Reference reference) {
        String sent = reference.getReference();
        reference.setType(new IdType(sent).getResourceType());
        reference.setReference(null);
        if (!reference.hasIdentifier()) {
            reference.setIdentifier(new Identifier().setSystem(SENT).setValue(sent));
        }
    }
}
