package org.painbridge.server.imaging.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.UUID;

/** A key of the curve P-384, with its private part. */
final class SigningKey {
    private final ECKey key;
    private final Instant created;
    private final JWSSigner signer;
    private final JWSVerifier verifier;

    private SigningKey(ECKey key, Instant created) throws JOSEException {
        this.key = key;
        this.created = created;
        this.signer = new ECDSASigner(key);
        this.verifier = new ECDSAVerifier(key.toPublicJWK());
    }

    static SigningKey generate(Instant now) {
        try {
            ECKey key = new ECKeyGenerator(Curve.P_384)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES384)
                    .generate();
            return new SigningKey(key, now);
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java platform has no curve P-384", e);
        }
    }

    static SigningKey stored(byte[] jwk, Instant created) {
        try {
            return new SigningKey(ECKey.parse(new String(jwk, StandardCharsets.UTF_8)), created);
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("A stored signing key cannot be used", e);
        }
    }

    String kid() {
        return key.getKeyID();
    }

    Instant created() {
        return created;
    }

    JWSSigner signer() {
        return signer;
    }

    JWSVerifier verifier() {
        return verifier;
    }

    ECKey published() {
        return key.toPublicJWK();
    }

    /** With the private part. */
    byte[] jwk() {
        return key.toJSONString().getBytes(StandardCharsets.UTF_8);
    }
}
