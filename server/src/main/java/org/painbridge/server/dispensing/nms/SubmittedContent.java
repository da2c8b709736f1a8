package org.painbridge.server.dispensing.nms;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Meta;
import org.painbridge.server.dispensing.Sha256;
import org.painbridge.server.store.ResourceJson;

/** All that a submitted dispense says; not what a server says about it. */
final class SubmittedContent {
    private final FhirContext context;
    private final MedicationDispense content;
    private final String hash;

    private SubmittedContent(FhirContext context, MedicationDispense content) {
        this.context = context;
        this.content = content;
        this.hash = hash();
    }

    static SubmittedContent of(MedicationDispense dispense, FhirContext context) {
        MedicationDispense content = dispense.copy();
        content.setIdElement(null);
        content.setMeta(new Meta().setProfile(dispense.getMeta().getProfile()));
        return new SubmittedContent(context, content);
    }

    /** To be kept, for {@link #hadHash} of what comes later. */
    String keptHash() {
        return hash;
    }

    /** Whether an earlier submission said the same. Earlier builds kept the hash of what HAPI's writer writes. */
    boolean hadHash(String earlier) {
        return hash.equals(earlier) || Sha256.hex(byHapi()).equals(earlier);
    }

    private String hash() {
        try {
            return Sha256.hex(ResourceJson.of(content));
        } catch (ResourceJson.ForeignDatatype e) {
            return Sha256.hex(byHapi());
        }
    }

    private String byHapi() {
        return context.newJsonParser().encodeResourceToString(content);
    }
}
