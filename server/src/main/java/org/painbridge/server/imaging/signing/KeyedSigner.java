package org.painbridge.server.imaging.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import org.painbridge.server.signing.DetachedSigner;

/** Signs whole files, ES384, by the keys that decisions are signed with. */
final class KeyedSigner implements DetachedSigner {
    private final SigningKeys keys;

    KeyedSigner(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public String sign(String type, byte[] content) {
        SigningKey key = keys.current();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES384)
                .type(new JOSEObjectType(type))
                .keyID(key.kid())
                .build();
        JWSObject token = new JWSObject(header, new Payload(content));
        try {
            token.sign(key.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("The content cannot be signed", e);
        }
        return token.serialize(true);
    }
}
