package org.painbridge.server.careplan;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;

/** Puts the elements that somebody has sent over those that are here: what was not sent stays as it is. */
record SentElements(FhirContext context) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What a sender of messages does not know of a resource here. */
    private static final Set<String> OURS = Set.of("resourceType", "id", "meta", "text", "extension");

    /** @param sent of the same type */
    Resource over(Resource current, Resource sent) {
        try {
            ObjectNode whole = json(current);
            ObjectNode more = json(sent);
            more.remove(OURS);
            for (Property property : sent.children()) {
                if (property.hasValues() && property.getName().endsWith("[x]")) {
                    removeChoice(whole, property.getName().replace("[x]", ""));
                }
            }
            more.fieldNames().forEachRemaining(name -> whole.remove(List.of(name, "_" + name)));
            whole.setAll(more);
            return (Resource) context.newJsonParser().parseResource(JSON.writeValueAsString(whole));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void removeChoice(ObjectNode whole, String name) {
        List<String> all = new ArrayList<>();
        whole.fieldNames().forEachRemaining(all::add);
        whole.remove(all.stream()
                .filter(field -> field.matches("_?" + name + "[A-Z].*"))
                .toList());
    }

    private ObjectNode json(Resource resource) throws JsonProcessingException {
        return (ObjectNode) JSON.readTree(
                context.newJsonParser().setStripVersionsFromReferences(false).encodeResourceToString(resource));
    }
}
