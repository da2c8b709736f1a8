package org.painbridge.server.careplan;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.careplan.fhir.ServerExtensions;

/** Puts the elements that somebody has sent over those that are here: what was not sent stays as it is. */
record SentElements(FhirContext context) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What a sender of messages does not know of a resource here; extensions are merged one by one. */
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
            Resource result = (Resource) context.newJsonParser().parseResource(JSON.writeValueAsString(whole));
            if (result instanceof DomainResource own && sent instanceof DomainResource other) {
                extend(own, other);
            }
            return result;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All of one URL replace those of that URL; what the server writes is not the sender's. */
    private static void extend(DomainResource whole, DomainResource sent) {
        Map<String, List<Extension>> more = byUrl(sent.getExtension().stream()
                .filter(extension -> !ServerExtensions.has(extension.getUrl()))
                .map(Extension::copy)
                .toList());
        if (!more.isEmpty()) {
            Map<String, List<Extension>> all = byUrl(whole.getExtension());
            all.putAll(more);
            whole.setExtension(all.values().stream().flatMap(List::stream).collect(Collectors.toList()));
        }
    }

    private static Map<String, List<Extension>> byUrl(List<Extension> extensions) {
        return extensions.stream()
                .collect(Collectors.groupingBy(
                        extension -> String.valueOf(extension.getUrl()), LinkedHashMap::new, Collectors.toList()));
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
