package org.painbridge.server.imaging.cdshooks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.painbridge.imaging.fhir.ChartPart;
import org.painbridge.server.imaging.cdshooks.HookSettings.Mode;

/** What {@code GET /cds-services} says: the service once for each hook, under one id, so that later cards replace earlier. */
final class Discovery {
    static final String SERVICE = "imaging-appropriateness";

    private final byte[] answer;

    /** @param version of the guideline pack */
    Discovery(Mode mode, String version) {
        ObjectNode root = HookJson.object();
        ArrayNode services = root.putArray("services");
        if (mode != Mode.OFF) {
            for (HookName hook : HookName.values()) {
                services.add(service(hook, version));
            }
        }
        this.answer = HookJson.bytes(root);
    }

    byte[] answer() {
        return answer;
    }

    private static ObjectNode service(HookName hook, String version) {
        ObjectNode service = HookJson.object();
        service.put("hook", hook.code());
        service.put("id", SERVICE);
        service.put("title", "Imaging appropriateness");
        service.put(
                "description",
                "Rates imaging orders for pain by published criteria, with sources. It speaks up only about emergencies, a"
                        + " better option, or a question that decides; ratings come as system actions");
        service.put("version", version);
        service.put(
                "usageRequirements",
                "FHIR R4. What is not prefetched is fetched from fhirServer, if this server may ask that. Ratings need draft"
                        + " orders with an id. For evaluation; the guideline pack requires clinical review before use");
        ObjectNode prefetch = service.putObject("prefetch");
        for (ChartPart part : ChartPart.values()) {
            prefetch.put(part.key(), PrefetchTemplates.of(part));
        }
        prefetch.put("user", "{{context.userId}}");
        return service;
    }
}
