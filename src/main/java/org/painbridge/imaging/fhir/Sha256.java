package org.painbridge.imaging.fhir;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Fingerprint of a text. */
@SuppressWarnings("ArrayRecordComponent") // 32 bytes on their way into an id or a text; nobody compares these records.
record Sha256(byte[] bytes) {

    static Sha256 of(String text) {
        try {
            return new Sha256(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** {@code sha256:...}, as the hash of a rule set. */
    @Override
    public String toString() {
        return "sha256:" + HexFormat.of().formatHex(bytes);
    }
}
