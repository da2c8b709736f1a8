package org.painbridge.server.store;

import java.nio.charset.StandardCharsets;

/**
 * Stable numbers for names, so that rows stay small without a dictionary that every node would have to share: 32 bits for
 * resource types and search parameters (checked for collisions at start), 64 bits for code systems and units.
 */
final class NameIds {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private NameIds() {}

    static int of(String name) {
        long hash = hash(name);
        return (int) (hash ^ (hash >>> 32));
    }

    /** The system of a token or the unit of a quantity; 0 where there is none. */
    static long ofSystem(String system) {
        return system.isEmpty() ? 0 : hash(system);
    }

    /** FNV-1a with a final mix: the same on every machine and in every release. */
    private static long hash(String text) {
        long hash = OFFSET;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * PRIME;
        }
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        hash ^= hash >>> 33;
        return hash;
    }
}
