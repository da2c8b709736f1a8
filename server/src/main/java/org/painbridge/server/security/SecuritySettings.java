package org.painbridge.server.security;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the sign-in. Those that are URLs are empty where there is none.
 *
 * @param issuer whose access tokens count; without one there is no sign-in
 * @param jwkSet URL of the issuer's public keys
 * @param audience whom a token must be for; the FHIR base if empty
 * @param tokenEndpoint of the issuer, for clients to find
 * @param authorizationEndpoint of the issuer, for clients to find; empty where it only serves systems
 * @param introspectionEndpoint of the issuer, for other resource servers to find; empty where it has none
 * @param revocationEndpoint of the issuer, for clients to find; empty where it has none
 * @param tokenAuthMethods by which clients of the issuer prove who they are at the token endpoint
 * @param capabilities of the issuer, as SMART App Launch names them
 * @param corsOrigins origins of browsers that may call; {@code [*]} for any port
 * @param clockSkew by how much the issuer's clock may differ
 */
@Validated
@ConfigurationProperties("painbridge.security")
public record SecuritySettings(
        @DefaultValue("") String issuer,
        @DefaultValue("") String jwkSet,
        @DefaultValue("") String audience,
        @DefaultValue("") String tokenEndpoint,
        @DefaultValue("") String authorizationEndpoint,
        @DefaultValue("") String introspectionEndpoint,
        @DefaultValue("") String revocationEndpoint,
        @DefaultValue("private_key_jwt") List<String> tokenAuthMethods,

        @DefaultValue({
            "client-confidential-asymmetric",
            "permission-patient",
            "permission-user",
            "permission-v1",
            "permission-v2"
        })
        List<String> capabilities,

        @DefaultValue List<String> corsOrigins,
        @DefaultValue("60s") Duration clockSkew) {
    public SecuritySettings {
        tokenAuthMethods = List.copyOf(tokenAuthMethods);
        capabilities = List.copyOf(capabilities);
        corsOrigins = List.copyOf(corsOrigins);
        if (corsOrigins.contains("*")) {
            throw new IllegalArgumentException("painbridge.security.cors-origins names origins, not all of them: *");
        }
        if (!issuer.isEmpty()) {
            requireUrl("jwk-set", jwkSet);
            requireUrl("token-endpoint", tokenEndpoint);
            if (!authorizationEndpoint.isEmpty()) {
                requireUrl("authorization-endpoint", authorizationEndpoint);
            }
            if (!revocationEndpoint.isEmpty()) {
                requireUrl("revocation-endpoint", revocationEndpoint);
            }
            if (!introspectionEndpoint.isEmpty()) {
                requireUrl("introspection-endpoint", introspectionEndpoint);
            }
        }
    }

    public boolean signIn() {
        return !issuer.isEmpty();
    }

    private static void requireUrl(String name, String value) {
        if (value.isEmpty() || !URI.create(value).isAbsolute()) {
            throw new IllegalArgumentException("painbridge.security." + name
                    + " goes with painbridge.security.issuer, and is a URL, not: " + value);
        }
    }
}
