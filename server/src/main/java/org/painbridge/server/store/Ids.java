package org.painbridge.server.store;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;

/**
 * New logical ids: 26 characters, the first ten from the time, so that index pages fill in order; the other 80 bits are
 * random, so that no id can be guessed from another (the form of a ULID, in lower case).
 */
final class Ids {
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

    private static final long LONGEST_TRANSACTION_MILLIS = 3_600_000;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Ids(Clock clock) {
        this.clock = clock;
    }

    /** Whether this server made the id itself, when the resource was first stored: then nobody chose it by PUT. */
    static boolean madeHere(String id, Instant stored) {
        if (id.length() != 26) {
            return false;
        }
        long millis = 0;
        for (int i = 0; i < 26; i++) {
            int value = Arrays.binarySearch(ALPHABET, id.charAt(i));
            if (value < 0) {
                return false;
            }
            millis = i < 10 ? (millis << 5) + value : millis;
        }
        return Math.abs(millis - stored.toEpochMilli()) < LONGEST_TRANSACTION_MILLIS;
    }

    String next() {
        char[] id = new char[26];
        long millis = clock.millis();
        for (int i = 9; i >= 0; i--) {
            id[i] = ALPHABET[(int) (millis & 31)];
            millis >>>= 5;
        }
        byte[] bits = new byte[16];
        random.nextBytes(bits);
        for (int i = 0; i < 16; i++) {
            id[10 + i] = ALPHABET[bits[i] & 31];
        }
        return new String(id);
    }
}
