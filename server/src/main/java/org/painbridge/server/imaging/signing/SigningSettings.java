package org.painbridge.server.imaging.signing;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the signature on imaging decisions.
 *
 * @param rotateAfter how long a key signs before the next one is made
 * @param keepFor how long a key is published after it has signed for the last time
 * @param encryptionKeys what private keys are encrypted with in the database: 32 random bytes each, as Base64; the first
 *     encrypts, the others still decrypt
 */
@Validated
@ConfigurationProperties("painbridge.imaging.signing")
public record SigningSettings(
        @DefaultValue("90d") Duration rotateAfter,
        @DefaultValue("3650d") Duration keepFor,
        @DefaultValue({}) List<String> encryptionKeys) {
    static final String ENCRYPTION_KEYS = "painbridge.imaging.signing.encryption-keys";
    static final int KEY_BYTES = 32;

    public SigningSettings {
        if (!rotateAfter.isPositive() || !keepFor.isPositive()) {
            throw new IllegalArgumentException("painbridge.imaging.signing.rotate-after and keep-for are above 0, not "
                    + rotateAfter + " and " + keepFor);
        }
        encryptionKeys = List.copyOf(encryptionKeys);
        encryptionKeys.forEach(SigningSettings::bytes);
    }

    /**
     * @param url of the database
     * @throws IllegalStateException where no key is configured, and the database is not one for trying
     */
    KeySafe safe(String url) {
        List<byte[]> keys = encryptionKeys.isEmpty()
                ? DemoKey.of(url).stream().toList()
                : encryptionKeys.stream().map(SigningSettings::bytes).toList();
        if (keys.isEmpty()) {
            throw new IllegalStateException(ENCRYPTION_KEYS + " is not set. With it the private keys that sign imaging"
                    + " decisions are encrypted in the database; only an embedded H2 makes one of its own. Make one with:"
                    + " openssl rand -base64 32");
        }
        return new KeySafe(keys);
    }

    /** Not the key: the message may be logged. */
    private static byte[] bytes(String key) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(key.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(ENCRYPTION_KEYS + " holds something that is not Base64", e);
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    ENCRYPTION_KEYS + " holds a key of " + bytes.length + " bytes; each has " + KEY_BYTES);
        }
        return bytes;
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "SigningSettings[rotateAfter=" + rotateAfter + ", keepFor=" + keepFor + "]";
    }
}
