package org.painbridge.server.imaging.cdshooks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.fhir.PamaRating;
import org.painbridge.server.imaging.cdshooks.HookSettings.Client;
import org.painbridge.server.outgoing.AllowedServers;

/** The clients that we know, each with what its settings leave to those of all. */
final class Clients {
    /** Who does not say, or is not known. */
    static final String UNNAMED = "unnamed";

    private final Map<String, Caller> callers = new LinkedHashMap<>();
    private final Map<String, AllowedServers> own = new LinkedHashMap<>();
    private final Map<String, String> issuers = new LinkedHashMap<>();
    private final Caller unnamed;

    Clients(HookSettings settings, ChartSettings chart) {
        AllowedServers shared = new AllowedServers("fhir-servers", chart.fhirServers());
        this.unnamed = caller(
                UNNAMED, new Client(null, null, null, List.of(), null, null, null, null, null), settings, shared);
        settings.clients().forEach((name, client) -> {
            callers.put(name, caller(name, client, settings, shared));
            own.put(name, new AllowedServers("fhir-servers", Objects.requireNonNull(client.fhirServers())));
            if (client.issuer() != null && issuers.put(client.issuer(), name) != null) {
                throw new IllegalArgumentException(
                        "painbridge.cds-hooks.clients: two have the issuer " + client.issuer());
            }
        });
    }

    /** @throws IllegalArgumentException where no client has that issuer */
    Caller ofIssuer(String issuer) {
        String name = issuers.get(issuer);
        if (name == null) {
            throw new IllegalArgumentException("No client has the issuer");
        }
        return Objects.requireNonNull(callers.get(name));
    }

    /** A client that proves nothing is known by its FHIR server, if that is a client's own. */
    Caller ofCall(HookCall call) {
        return call.server()
                .flatMap(server -> own.entrySet().stream()
                        .filter(entry -> entry.getValue().allows(server.base()))
                        .map(entry -> callers.get(entry.getKey()))
                        .filter(Objects::nonNull)
                        .findFirst())
                .orElse(unnamed);
    }

    private static Caller caller(String name, Client client, HookSettings settings, AllowedServers shared) {
        return new Caller(
                name,
                settings.mode().quieter(client.mode()),
                client.systemActions() == null ? settings.systemActions() : client.systemActions(),
                new PamaRating(
                        (client.noCriteria() == null ? settings.noCriteria() : client.noCriteria()).code(),
                        settings.mechanism()),
                shared.and(new AllowedServers("fhir-servers", Objects.requireNonNull(client.fhirServers()))),
                Optional.ofNullable(client.language()).map(Language::of),
                Optional.ofNullable(client.smartApp()));
    }
}
