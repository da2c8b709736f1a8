package org.painbridge.server.security.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the demo issuer signs with: made when it is first needed, kept in memory only, so that no token outlives the server. */
final class DemoKey implements JWKSource<SecurityContext> {
    private static final int BITS = 2048;

    private @Nullable JWKSet keys;

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        return selector.select(keys());
    }

    private synchronized JWKSet keys() {
        if (keys == null) {
            keys = made();
        }
        return keys;
    }

    private static JWKSet made() {
        try {
            return new JWKSet(new RSAKeyGenerator(BITS)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate());
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java has RSA", e);
        }
    }
}
