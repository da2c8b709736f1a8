package org.painbridge.server.imaging.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import java.text.ParseException;
import java.util.Optional;

/** Makes and verifies the tokens of decisions: compact JWS, ES384. */
public final class DecisionSigner {
    private static final JOSEObjectType TYPE = new JOSEObjectType("painbridge-decision+json");

    private final SigningKeys keys;

    DecisionSigner(SigningKeys keys) {
        this.keys = keys;
    }

    public String sign(DecisionClaims claims) {
        SigningKey key = keys.current();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES384)
                .type(TYPE)
                .keyID(key.kid())
                .build();
        JWSObject token = new JWSObject(header, new Payload(claims.json()));
        try {
            token.sign(key.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("The decision cannot be signed", e);
        }
        return token.serialize();
    }

    public Verification verify(String compact) {
        try {
            JWSObject token = JWSObject.parse(compact);
            String kid = token.getHeader().getKeyID();
            if (!JWSAlgorithm.ES384.equals(token.getHeader().getAlgorithm()) || kid == null) {
                return new Verification.Invalid();
            }
            Optional<SigningKey> key = keys.find(kid);
            return key.isEmpty() ? new Verification.UnknownKey() : verify(token, key.get());
        } catch (ParseException | JOSEException e) {
            return new Verification.Invalid();
        }
    }

    private static Verification verify(JWSObject token, SigningKey key) throws JOSEException {
        if (!token.verify(key.verifier())) {
            return new Verification.Invalid();
        }
        return DecisionClaims.parse(token.getPayload().toString())
                .<Verification>map(Verification.Signed::new)
                .orElseGet(Verification.Invalid::new);
    }
}
