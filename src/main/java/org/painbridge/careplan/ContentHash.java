package org.painbridge.careplan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/**
 * Fingerprint of what a push says: equal for equal content, whatever the order of its parts. SHA-256, lower-case
 * hexadecimal.
 */
public record ContentHash(String hex) {
    public ContentHash {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("Not a SHA-256 in lower-case hexadecimal: " + hex);
        }
    }

    /** The fingerprint of parts that each stand in a canonical form already. */
    public static ContentHash of(Collection<String> canonicalParts) {
        MessageDigest digest = sha256();
        canonicalParts.stream().sorted().forEach(part -> {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            // The length in front keeps "ab", "c" apart from "a", "bc".
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        });
        return new ContentHash(HexFormat.of().formatHex(digest.digest()));
    }

    /** What a push with this content is, after one that used the same push identifier. */
    public Repetition after(ContentHash earlier) {
        return equals(earlier) ? Repetition.DUPLICATE : Repetition.CONFLICT;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
