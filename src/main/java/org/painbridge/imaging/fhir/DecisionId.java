package org.painbridge.imaging.fhir;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.IdType;

/**
 * Names a decision: a ULID in lower case. Its first 48 bits are the moment the order was judged as of, the other 80 come from
 * the question: the same question has the same id.
 */
public record DecisionId(String ulid) {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final String URN = "urn:uuid:";
    private static final int LENGTH = 26;

    public DecisionId {
        if (!isUlid(ulid)) {
            throw new IllegalArgumentException("Not a ULID in lower case: " + ulid);
        }
    }

    public static boolean isUlid(String text) {
        return text.length() == LENGTH && text.charAt(0) <= '7' && text.chars().allMatch(c -> DIGITS.indexOf(c) >= 0);
    }

    static DecisionId of(OffsetDateTime moment, byte[] digest) {
        byte[] bits = Arrays.copyOf(digest, 16);
        long millis = moment.toInstant().toEpochMilli();
        for (int i = 5; i >= 0; i--, millis >>>= 8) {
            bits[i] = (byte) millis;
        }
        return new DecisionId(text(new BigInteger(1, bits)));
    }

    /** The id behind a URN that {@link #urn} gave, or behind its card. */
    public static DecisionId of(UUID uuid) {
        ByteBuffer bits = ByteBuffer.allocate(16).putLong(uuid.getMostSignificantBits());
        return new DecisionId(text(
                new BigInteger(1, bits.putLong(uuid.getLeastSignificantBits()).array())));
    }

    /** The ways in which clients name a decision: its id, a reference to its GuidanceResponse, or its URN. */
    public static Optional<DecisionId> parse(String name) {
        if (name.startsWith(URN)) {
            return ofUuid(name.substring(URN.length()));
        }
        IdType reference = new IdType(name);
        boolean other = reference.hasResourceType() && !"GuidanceResponse".equals(reference.getResourceType());
        return Optional.ofNullable(reference.getIdPart())
                .filter(id -> !other && isUlid(id))
                .map(DecisionId::new);
    }

    private static Optional<DecisionId> ofUuid(String text) {
        try {
            return Optional.of(of(UUID.fromString(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The same 128 bits as a UUID, for those who want one: PAMA's consultation id, the card of a CDS Hook. */
    public UUID uuid() {
        BigInteger bits = BigInteger.ZERO;
        for (int i = 0; i < LENGTH; i++) {
            bits = bits.shiftLeft(5).or(BigInteger.valueOf(DIGITS.indexOf(ulid.charAt(i))));
        }
        return new UUID(bits.shiftRight(64).longValue(), bits.longValue());
    }

    public String urn() {
        return URN + uuid();
    }

    private static String text(BigInteger bits) {
        String digits = bits.toString(32).toLowerCase(Locale.ROOT);
        StringBuilder text = new StringBuilder("0".repeat(LENGTH - digits.length()));
        digits.chars().forEach(digit -> text.append(DIGITS.charAt(Character.digit(digit, 32))));
        return text.toString();
    }
}
