package org.painbridge.server.imaging.cdshooks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.function.Consumer;

/** A client that signs its calls, with a key made anew in each run. */
final class TestClient {
    static final String ISSUER = "https://emr.example.org";

    /** The client {@code signing} of config/application.yaml; its public key lies where the server looks for it. */
    static final TestClient SIGNING = new TestClient("key-1").publish(Path.of("target", "cds-client-keys.json"));

    private final ECKey key;

    TestClient(String keyId) {
        try {
            key = new ECKeyGenerator(Curve.P_384).keyID(keyId).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String keys() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    private TestClient publish(Path file) {
        try {
            Files.writeString(file, keys());
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A good one. */
    String token(String endpoint) {
        return token(endpoint, Instant.now(), claims -> {}, header -> {});
    }

    String token(
            String endpoint, Instant now, Consumer<JWTClaimsSet.Builder> claims, Consumer<JWSHeader.Builder> header) {
        JWTClaimsSet.Builder payload = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(endpoint)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(120)))
                .jwtID(UUID.randomUUID().toString());
        claims.accept(payload);
        JWSHeader.Builder head = new JWSHeader.Builder(JWSAlgorithm.ES384)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID());
        header.accept(head);
        SignedJWT token = new SignedJWT(head.build(), payload.build());
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }
}
