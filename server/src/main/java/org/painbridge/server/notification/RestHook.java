package org.painbridge.server.notification;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.ContentType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.outgoing.AllowedServers;
import org.painbridge.server.outgoing.GuardedHttp;

/** A POST to the endpoint; any 2xx is a receipt, and what else the receiver answers does not matter. */
final class RestHook implements Way {
    private static final ContentType FHIR_JSON = ContentType.parse("application/fhir+json;charset=UTF-8");
    private static final int FIRST_OTHER = 300;

    private final FhirContext context;
    private final GuardedHttp http;
    private final AllowedServers allowed;
    private final HeaderSeal seal;

    RestHook(FhirContext context, GuardedHttp http, AllowedServers allowed, HeaderSeal seal) {
        this.seal = seal;
        this.context = context;
        this.http = http;
        this.allowed = allowed;
    }

    @Override
    public Optional<String> send(Subscribed subscribed, Message message, Bundle bundle) throws IOException {
        return post(subscribed, subscribed.endpoint(), bundle);
    }

    @Override
    public void end() throws IOException {
        http.close();
    }

    /** @param endpoint of the subscriber, or below it */
    Optional<String> post(Subscribed subscribed, String endpoint, Resource content) throws IOException {
        URI url = URI.create(endpoint);
        if (!allowed.allows(url)) {
            return Optional.of("This server may not send to the endpoint any more");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String text : subscribed.headers()) {
            Optional<ChannelHeader> opened = seal.open(subscribed.endpoint(), ChannelHeader.of(text));
            if (opened.isEmpty()) {
                return Optional.of("The headers cannot be opened with painbridge.notifications.header-keys any more");
            }
            headers.put(opened.get().name(), opened.get().value());
        }
        byte[] body = context.newJsonParser().encodeResourceToString(content).getBytes(StandardCharsets.UTF_8);
        int status = http.post(url, FHIR_JSON, body, headers);
        return status >= 200 && status < FIRST_OTHER
                ? Optional.empty()
                : Optional.of("The receiver answers with HTTP status " + status);
    }
}
