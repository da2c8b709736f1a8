package org.painbridge.server.notification;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Seals the values of headers, so that nobody who reads a Subscription or the database reads them: compact JWE, {@code dir} with
 * AES-256-GCM. What is sealed for one endpoint and name opens for these only, so whoever copies it gains nothing.
 */
final class HeaderSeal {
    private static final String SEALED = "sealed.";

    private final List<byte[]> keys;

    /** @param keys of 32 bytes each; the first seals, all open; none: nothing is sealed */
    HeaderSeal(List<byte[]> keys) {
        this.keys = List.copyOf(keys);
    }

    boolean isReady() {
        return !keys.isEmpty();
    }

    static boolean isSealed(ChannelHeader header) {
        return header.value().startsWith(SEALED);
    }

    /** Only where it {@link #isReady}. */
    ChannelHeader seal(String endpoint, ChannelHeader header) {
        JWEObject sealed = new JWEObject(
                new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM),
                new Payload(purpose(endpoint, header) + header.value()));
        try {
            sealed.encrypt(new DirectEncrypter(keys.getFirst()));
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java platform has no AES-256-GCM", e);
        }
        return new ChannelHeader(header.name(), SEALED + sealed.serialize());
    }

    /** Empty where no key opens it, or it was sealed for another endpoint or name. */
    Optional<ChannelHeader> open(String endpoint, ChannelHeader sealed) {
        if (!isSealed(sealed)) {
            return Optional.empty();
        }
        String purpose = purpose(endpoint, sealed);
        return keys.stream()
                .flatMap(key -> open(key, sealed).stream())
                .filter(text -> text.startsWith(purpose))
                .map(text -> new ChannelHeader(sealed.name(), text.substring(purpose.length())))
                .findFirst();
    }

    private static Optional<String> open(byte[] key, ChannelHeader sealed) {
        try {
            JWEObject object = JWEObject.parse(sealed.value().substring(SEALED.length()));
            object.decrypt(new DirectDecrypter(key));
            return Optional.of(object.getPayload().toString());
        } catch (ParseException | JOSEException | RuntimeException e) { // Of another key, or nothing of ours at all.
            return Optional.empty();
        }
    }

    private static String purpose(String endpoint, ChannelHeader header) {
        return endpoint + "\n" + header.name().toLowerCase(Locale.ROOT) + "\n";
    }
}
