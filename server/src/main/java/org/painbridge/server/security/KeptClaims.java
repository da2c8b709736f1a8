package org.painbridge.server.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.painbridge.server.store.AccessRights.Origin;
import org.springframework.security.oauth2.jwt.Jwt;

/** The claims of a token by which it is decided what its holder may see, and nothing that would let anybody in. */
final class KeptClaims {
    private static final TypeReference<TreeMap<String, Object>> MAP = new TypeReference<>() {};
    private static final int HOLDER_BYTES = 16;

    private final ObjectMapper json = new ObjectMapper();
    private final List<String> names;
    private final String role;

    KeptClaims(CareSettings settings) {
        this.role = settings.roleClaim();
        this.names = Stream.concat(
                        Stream.of("scope", "patient", "fhirUser", "rid", "obo", "client_id", "azp", "sub"),
                        Stream.of(settings.roleClaim(), settings.organizationClaim()))
                .distinct()
                .toList();
    }

    /** Who holds it: client, person, organization and patient, so that none of these gets what another has left. */
    Origin origin(Jwt token, Caller.Identity identity) {
        Map<String, Object> kept = new TreeMap<>();
        for (String name : names) {
            Object claim = token.getClaim(name);
            if (claim != null) {
                kept.put(name, claim);
            }
        }
        kept.putIfAbsent("client_id", identity.client());
        Map<String, Object> who = new TreeMap<>(kept);
        who.keySet().removeAll(List.of("scope", role));
        who.put("client", identity.client());
        return new Origin(word(text(who)), text(kept));
    }

    /** As it was, but without a signature: for what the server does itself. */
    Jwt token(String claims) {
        try {
            Map<String, Object> kept = json.readValue(claims, MAP);
            return new Jwt("kept", null, null, Map.of("alg", "none"), Objects.requireNonNull(kept));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("These are no claims of a token that this server has kept", e);
        }
    }

    private String text(Map<String, Object> claims) {
        try {
            return json.writeValueAsString(claims);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The claims of the token are none that JSON can say", e);
        }
    }

    private static String word(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HOLDER_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every Java has it.
        }
    }
}
