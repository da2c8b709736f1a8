package org.painbridge.server.imaging.cdshooks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.imaging.cdshooks.HookSettings.Client;
import org.painbridge.server.outgoing.GuardedHttp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of clients. They are kept for ten minutes; a key that is not among them has them read again, at most once
 * in ten seconds, so that a client can change its keys.
 */
final class ClientKeys {
    private static final Logger LOG = LoggerFactory.getLogger(ClientKeys.class);
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Map<String, Client> clients;
    private final GuardedHttp http;
    private final Cache<String, JWKSet> kept =
            Caffeine.newBuilder().expireAfterWrite(KEPT).build();
    private final Cache<String, Boolean> readLately =
            Caffeine.newBuilder().expireAfterWrite(PAUSE).build();

    ClientKeys(Map<String, Client> clients, GuardedHttp http) {
        this.clients = clients;
        this.http = http;
    }

    /** The key that a token names; only the client's own {@code jku} counts. */
    Optional<JWK> key(String name, JWSHeader header) {
        Client client = clients.get(name);
        if (client == null || header.getKeyID() == null || isElsewhere(header, client)) {
            return Optional.empty();
        }
        JWKSet known = kept.getIfPresent(name);
        JWK key = known == null ? null : known.getKeyByKeyId(header.getKeyID());
        if (key == null) {
            JWKSet read = read(name, client);
            key = read == null ? null : read.getKeyByKeyId(header.getKeyID());
        }
        return Optional.ofNullable(key);
    }

    private static boolean isElsewhere(JWSHeader header, Client client) {
        return header.getJWKURL() != null && !header.getJWKURL().toString().equals(client.jku());
    }

    private @Nullable JWKSet read(String name, Client client) {
        if (readLately.asMap().putIfAbsent(name, true) != null) {
            return kept.getIfPresent(name);
        }
        try {
            JWKSet keys = JWKSet.parse(text(client)).toPublicJWKSet();
            kept.put(name, keys);
            return keys;
        } catch (IOException | ParseException e) {
            LOG.warn("The keys of the CDS client {} cannot be read: {}", name, e.toString());
            return null;
        }
    }

    private String text(Client client) throws IOException {
        if (client.keys() != null) {
            return client.keys().getContentAsString(StandardCharsets.UTF_8);
        }
        GuardedHttp.Response response = http.get(URI.create(String.valueOf(client.jku())), "application/json", null);
        if (response.status() != 200) {
            throw new IOException("HTTP status " + response.status());
        }
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
