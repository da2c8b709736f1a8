package org.painbridge.server.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The hash of a row: SHA-256, or HMAC-SHA-256 where there is a key, which whoever can write the table need not have. */
final class ChainHash {
    /** What the first row of a chain has before it. */
    static final byte[] START = new byte[32];

    private final byte @Nullable [] key;

    private ChainHash(byte @Nullable [] key) {
        this.key = key;
    }

    static ChainHash unkeyed() {
        return new ChainHash(null);
    }

    static ChainHash keyed(byte[] key) {
        return new ChainHash(key.clone());
    }

    boolean isKeyed() {
        return key != null;
    }

    /** Whether the row was made with this one. */
    boolean fits(AuditRow row, byte[] before) {
        return MessageDigest.isEqual(of(row, before), row.hash());
    }

    /** @param before hash of the row before it in its chain */
    byte[] of(AuditRow row, byte[] before) {
        byte[] content = content(row, before);
        byte[] secret = key;
        try {
            if (secret == null) {
                return MessageDigest.getInstance("SHA-256").digest(content);
            }
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key of the audit trail does not fit", e);
        }
    }

    /** Each text with its length in front, so that no two rows have the same bytes. */
    private static byte[] content(AuditRow row, byte[] before) {
        List<byte[]> texts = Stream.of(
                        row.kind(),
                        row.agent().client(),
                        row.agent().person(),
                        row.agent().address(),
                        row.agent().request(),
                        row.target(),
                        row.query(),
                        row.patient())
                .map(text -> text == null ? null : text.getBytes(StandardCharsets.UTF_8))
                .toList();
        int size = texts.stream()
                .filter(Objects::nonNull)
                .mapToInt(text -> text.length)
                .sum();
        ByteBuffer bytes = ByteBuffer.allocate(before.length + 24 + 4 * texts.size() + size)
                .put(before)
                .putLong(row.place().at())
                .putInt(row.place().chain())
                .putLong(row.place().link())
                .putInt(row.status());
        for (byte @Nullable [] text : texts) {
            bytes.putInt(text == null ? -1 : text.length);
            if (text != null) {
                bytes.put(text);
            }
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
