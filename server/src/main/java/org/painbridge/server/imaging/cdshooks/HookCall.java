package org.painbridge.server.imaging.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call of a hook, looked through.
 *
 * @param patientId id of the patient in the chart
 * @param orders those that are looked at
 * @param prefetch as sent
 * @param server of the client, which may be asked for what is not prefetched
 * @param notes about what is passed over
 */
record HookCall(
        HookName hook,
        String patientId,
        List<DraftOrder> orders,
        Map<String, JsonNode> prefetch,
        Optional<ClientServer> server,
        List<Note> notes) {}
