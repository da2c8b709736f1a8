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
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A key of the curve P-384; its private part is there as long as it may sign. */
final class SigningKey {
    private final ECKey key;
    private final Instant created;
    private final Optional<JWSSigner> signer;
    private final JWSVerifier verifier;

    private SigningKey(ECKey key, Instant created) throws JOSEException {
        this.key = key;
        this.created = created;
        this.signer = key.isPrivate()
                ? Optional.of(new ECDSASigner(NativeSignatures.translated(key.toECPrivateKey()), key.getCurve()))
                : Optional.empty();
        this.verifier = new ECDSAVerifier(key.toPublicJWK());
        signer.ifPresent(own -> NativeSignatures.use(own.getJCAContext()));
        NativeSignatures.use(verifier.getJCAContext());
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

    static SigningKey stored(String jwk, Instant created) {
        try {
            return new SigningKey(ECKey.parse(jwk), created);
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

    /** @throws IllegalStateException if it signs no more */
    JWSSigner signer() {
        return signer.orElseThrow(() -> new IllegalStateException("This key signs no more: " + kid()));
    }

    boolean isPrivate() {
        return key.isPrivate();
    }

    /** What is left of it when it signs no more. */
    SigningKey retired() {
        try {
            return new SigningKey(key.toPublicJWK(), created);
        } catch (JOSEException e) {
            throw new IllegalStateException("A signing key cannot be used", e);
        }
    }

    JWSVerifier verifier() {
        return verifier;
    }

    ECKey published() {
        return key.toPublicJWK();
    }

    /** With the private part, if it is there. */
    String jwk() {
        return key.toJSONString();
    }
}
