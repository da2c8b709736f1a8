package org.painbridge.server.imaging.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IIdType;
import org.painbridge.imaging.fhir.ChartLinks;
import org.painbridge.imaging.fhir.ChartPart;
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
        Set<ChartPart> parts = EnumSet.allOf(ChartPart.class);
        Map<String, String> pages = new LinkedHashMap<>();
        boolean answered = false;
        boolean ours = false;
        for (Map.Entry<String, JsonNode> entry : call.prefetch().entrySet()) {
            parts.removeIf(part -> part.key().equals(entry.getKey()));
            answered |= prefetched(Missing.where(entry.getKey()), entry.getValue(), gathered, pages);
        }
        ChartSource source = source(call, caller, request);
        Missing missing = new Missing(parts, pages);
        if (!missing.isEmpty()) {
            boolean filled = source.fill(missing, gathered);
            answered |= filled;
            ours = filled && source instanceof OwnChart;
        }
        if (!answered) {
            throw unavailable(gathered);
        }
        fillDevices(source, gathered);
        return gathered.chart(ours);
    }

    private ChartSource source(HookCall call, Caller caller, HttpServletRequest request) {
        Optional<ClientServer> server = call.server().filter(given -> !own.isHere(given));
        return server.isPresent() ? clients.of(server.get(), call, caller) : own.of(call, request);
    }

    private static void fillDevices(ChartSource source, Gathered gathered) {
        List<IIdType> named = ChartLinks.missingDevices(gathered.data());
        if (named.isEmpty()) {
            return;
        }
        source.devices(named, gathered);
        if (!ChartLinks.missingDevices(gathered.data()).isEmpty()) {
            gathered.note(
                    Missing.where(ChartPart.DEVICE_USES),
                    "It names a device that is not to be had; what that is, is unknown");
        }
    }

    /** @return whether that told anything */
    private boolean prefetched(String where, JsonNode value, Gathered gathered, Map<String, String> pages) {
        if (value.isNull()) {
            return true;
        }
        FhirReader.Contents contents = fhir.contents(value, where);
        gathered.add(contents.resources(), where);
        if (contents.failed()) {
            gathered.note(where, "The client could not get all of it; what is not there is unknown");
        }
        contents.next().ifPresent(next -> pages.put(where, next));
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
