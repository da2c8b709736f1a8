package org.painbridge.server.imaging.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.RequestProblem;

/**
 * Puts the chart of a call together: what was prefetched, and what is missing from the client's server or our own records. A
 * key that is there is answered: null says that there is nothing, an OperationOutcome that it cannot be had, and the
 * specification wants no second try for that.
 */
final class ChartReader {
    private final FhirReader fhir;
    private final ClientCharts clients;
    private final OwnCharts own;

    ChartReader(FhirReader fhir, ClientCharts clients, OwnCharts own) {
        this.fhir = fhir;
        this.clients = clients;
        this.own = own;
    }

    /** @throws RequestProblem 412 where nothing of the patient can be had */
    Chart read(HookCall call, Caller caller, HttpServletRequest request) {
        Gathered gathered = new Gathered(call.patientId());
        Set<PrefetchKey> missing = EnumSet.allOf(PrefetchKey.class);
        boolean answered = false;
        for (Map.Entry<String, JsonNode> entry : call.prefetch().entrySet()) {
            missing.removeIf(key -> key.key().equals(entry.getKey()));
            answered |= prefetched(entry.getKey(), entry.getValue(), call, caller, gathered);
        }
        if (!missing.isEmpty()) {
            answered |= call.server().isPresent()
                    ? clients.fill(missing, call, caller, request, gathered)
                    : own.fill(missing, call, request, gathered);
        }
        if (!answered) {
            throw unavailable(gathered);
        }
        return gathered.chart();
    }

    /** @return whether that told anything */
    private boolean prefetched(String key, JsonNode value, HookCall call, Caller caller, Gathered gathered) {
        String where = "prefetch." + key;
        if (value.isNull()) {
            return true;
        }
        FhirReader.Contents contents = fhir.contents(value, where);
        gathered.add(contents.resources(), where);
        if (contents.failed()) {
            gathered.note(where, "The client could not get all of it; what is not there is unknown");
        }
        contents.next().ifPresent(next -> clients.follow(next, where, call, caller, gathered));
        return !contents.failed() || !contents.resources().isEmpty();
    }

    private static RequestProblem unavailable(Gathered gathered) {
        String why =
                gathered.notes().stream().map(Note::text).distinct().findFirst().orElse("");
        return new RequestProblem(
                ErrorCode.CHART_UNAVAILABLE,
                "prefetch",
                "Nothing is known of the patient: send prefetch, or a fhirServer that this server may ask"
                        + (why.isEmpty() ? "" : ". " + why));
    }
}
