package org.painbridge.careplan.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.ContentHash;
import org.painbridge.careplan.PlanPush.Due;
import org.painbridge.careplan.fhir.PushParameters.Placed;

/**
 * Fingerprint of a pushed content.
 *
 * @param form writes a resource in a canonical form: elements in the order of their definition, no white space, numbers as they
 *     were sent
 */
record Fingerprint(FhirContext context, Function<Resource, String> form) {
    /** By HAPI's encoder. */
    Fingerprint(FhirContext context) {
        this(
                context,
                resource -> context.newJsonParser()
                        .setStripVersionsFromReferences(false)
                        .encodeResourceToString(resource));
    }

    /** Of the parameters of an operation, in whatever order, but those that only name the request. */
    ContentHash of(String operation, Parameters sent, String... but) {
        IParser canonical = context.newJsonParser().setStripVersionsFromReferences(false);
        List<String> parts = new ArrayList<>(List.of("operation " + operation));
        for (ParametersParameterComponent parameter : sent.getParameter()) {
            if (!List.of(but).contains(parameter.getName())) {
                parts.add(canonical.encodeResourceToString(new Parameters().addParameter(parameter.copy())));
            }
        }
        return ContentHash.of(parts);
    }

    ContentHash of(Entries entries, List<Placed<Reference>> recipients, @Nullable Due due) {
        IParser canonical = context.newJsonParser().setStripVersionsFromReferences(false);
        List<String> parts = new ArrayList<>();
        for (Entry entry : entries.list()) {
            parts.add("member " + entry.sentKey() + " " + form.apply(entry.resource()));
        }
        for (Placed<Reference> recipient : recipients) {
            parts.add("recipient " + canonical.encodeToString(recipient.value()));
        }
        parts.add("due " + (due == null ? "" : due.moment()));
        return ContentHash.of(parts);
    }
}
