package org.painbridge.server.imaging.signing;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps private keys as nobody reads them who has the database alone: compact JWE, {@code dir} with AES-256-GCM. The first key
 * encrypts; what an earlier one encrypted is still read.
 */
final class KeySafe {
    private static final char PLAIN = '{';

    private final OctetSequenceKey first;
    private final Map<String, OctetSequenceKey> all = new LinkedHashMap<>();

    /** @param keys of 32 bytes each, at least one */
    KeySafe(List<byte[]> keys) {
        keys.forEach(bytes -> all.putIfAbsent(name(bytes), new OctetSequenceKey.Builder(bytes).build()));
        this.first = new OctetSequenceKey.Builder(keys.getFirst()).build();
    }

    byte[] lock(String jwk) {
        JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                .keyID(name(first.toByteArray()))
                .build();
        JWEObject locked = new JWEObject(header, new Payload(jwk));
        try {
            locked.encrypt(new DirectEncrypter(first));
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java platform has no AES-256-GCM", e);
        }
        return locked.serialize().getBytes(StandardCharsets.US_ASCII);
    }

    /** @throws IllegalStateException where none of the keys opens it */
    String open(byte[] stored) {
        String text = new String(stored, StandardCharsets.UTF_8);
        if (isPlain(text)) {
            return text;
        }
        try {
            JWEObject locked = JWEObject.parse(text);
            OctetSequenceKey key = all.get(String.valueOf(locked.getHeader().getKeyID()));
            if (key == null) {
                throw new IllegalStateException("The signing keys in the table imaging_signing_key were encrypted with"
                        + " another key: add that one to " + SigningSettings.ENCRYPTION_KEYS + ", behind the new one");
            }
            locked.decrypt(new DirectDecrypter(key));
            return locked.getPayload().toString();
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("A stored signing key cannot be decrypted", e);
        }
    }

    /** Whether it is not as {@link #lock} would keep it: from before keys were encrypted, or by an earlier key. */
    boolean isOutdated(byte[] stored) {
        String text = new String(stored, StandardCharsets.UTF_8);
        try {
            return isPlain(text)
                    || !name(first.toByteArray())
                            .equals(JWEObject.parse(text).getHeader().getKeyID());
        } catch (ParseException e) {
            throw new IllegalStateException("A stored signing key cannot be read", e);
        }
    }

    private static boolean isPlain(String text) {
        return text.charAt(0) == PLAIN;
    }

    /** Its thumbprint (RFC 7638), cut: enough to tell keys apart. */
    private static String name(byte[] key) {
        try {
            return new OctetSequenceKey.Builder(key)
                    .build()
                    .computeThumbprint()
                    .toString()
                    .substring(0, 16);
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
