package org.painbridge.server.imaging.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a call, and says all that is wrong with it. */
final class CallReader {
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");
    private static final Pattern USER = Pattern.compile("[A-Z][A-Za-z]{1,63}/[A-Za-z0-9\\-.]{1,64}");
    /** RFC 6750, 2.1; what else would break the header that it goes into. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9\\-._~+/]+=*");

    private final HookJson json;
    private final DraftOrderReader orders;

    CallReader(HookJson json, DraftOrderReader orders) {
        this.json = json;
        this.orders = orders;
    }

    /** @throws org.painbridge.server.fhirserver.RequestProblem with one issue for each fault */
    HookCall read(byte[] body) {
        JsonNode root = json.readChart(body);
        Faults faults = new Faults();
        HookName hook = hook(root, faults);
        faults.require(
                UUID.matcher(root.path("hookInstance").asText()).matches(),
                "hookInstance",
                "hookInstance is the UUID of this call");
        JsonNode context = root.path("context");
        String patientId = context.path("patientId").asText();
        faults.require(
                ID.matcher(patientId).matches(),
                "context.patientId",
                "context.patientId is the FHIR id of the patient in the chart, without the type");
        faults.require(
                USER.matcher(context.path("userId").asText()).matches(),
                "context.userId",
                "context.userId is type and id of the user, such as PractitionerRole/123");
        Optional<ClientServer> server = server(root, patientId, faults);
        JsonNode prefetch = root.path("prefetch");
        faults.require(
                prefetch.isMissingNode() || prefetch.isNull() || prefetch.isObject(),
                "prefetch",
                "prefetch is an object: the resources by their keys");
        DraftOrders drafts = orders.read(context, hook, patientId, faults);
        faults.refuse();
        return new HookCall(
                hook == null ? HookName.ORDER_SIGN : hook,
                patientId,
                drafts.orders(),
                entries(prefetch),
                server,
                drafts.notes());
    }

    private static @Nullable HookName hook(JsonNode root, Faults faults) {
        Optional<HookName> hook = HookName.of(root.path("hook").asText());
        faults.require(
                hook.isPresent(), "hook", "This service is for the hooks " + String.join(", ", HookName.codes()));
        return hook.orElse(null);
    }

    private static Optional<ClientServer> server(JsonNode root, String patientId, Faults faults) {
        JsonNode url = root.path("fhirServer");
        JsonNode authorization = root.path("fhirAuthorization");
        if (url.isMissingNode() || url.isNull()) {
            faults.require(
                    authorization.isMissingNode() || authorization.isNull(),
                    "fhirServer",
                    "fhirAuthorization comes with the URL of the server that it is for in fhirServer");
            return Optional.empty();
        }
        URI base = uri(url.asText());
        if (!faults.require(base != null, "fhirServer", "fhirServer is the base URL of a FHIR server")) {
            return Optional.empty();
        }
        return Optional.of(new ClientServer(Objects.requireNonNull(base), token(authorization, patientId, faults)));
    }

    private static @Nullable String token(JsonNode authorization, String patientId, Faults faults) {
        if (authorization.isMissingNode() || authorization.isNull()) {
            return null;
        }
        String token = authorization.path("access_token").asText();
        faults.require(
                TOKEN.matcher(token).matches(),
                "fhirAuthorization.access_token",
                "fhirAuthorization.access_token is the bearer token for fhirServer");
        faults.require(
                authorization.path("token_type").asText().equals("Bearer"),
                "fhirAuthorization.token_type",
                "fhirAuthorization.token_type is Bearer");
        JsonNode patient = authorization.path("patient");
        faults.require(
                patient.isMissingNode() || patient.isNull() || patient.asText().equals(patientId),
                "fhirAuthorization.patient",
                "The token is for another patient than context.patientId");
        return token;
    }

    private static @Nullable URI uri(String text) {
        try {
            URI uri = URI.create(text);
            boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return http && uri.getHost() != null && uri.getQuery() == null ? uri : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Map<String, JsonNode> entries(JsonNode prefetch) {
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        prefetch.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
        return entries;
    }
}
