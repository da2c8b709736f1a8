package org.painbridge.server.audit;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.painbridge.server.store.StoredResource;

/**
 * The patients whom some JSON of this server is about: those that it refers to, and those whose own record it is. Read from
 * the bytes, since most answers are never parsed.
 */
final class PatientIds {
    private static final byte[] NAME = "Patient/".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REFERENCE = "\"reference\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FULL_URL = "\"fullUrl\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST = 64; // FHIR R4, 2.24.0.1: id.

    private PatientIds() {}

    static Set<String> of(StoredResource stored) {
        Set<String> ids = in(stored.json());
        if (stored.type().equals("Patient")) {
            ids.add(stored.id());
        }
        return ids;
    }

    /** @param json compact, as the server writes it */
    static Set<String> in(byte[] json) {
        Set<String> ids = new LinkedHashSet<>();
        // Whatever contains the name has one of its letters at every eighth place.
        for (int i = NAME.length - 1; i < json.length; i += NAME.length) {
            int start = start(json, i);
            if (start >= 0 && (endsWith(json, start, REFERENCE) || isFullUrl(json, start))) {
                String id = id(json, start + NAME.length);
                if (!id.isEmpty()) {
                    ids.add(id);
                }
            }
        }
        return ids;
    }

    /** Where the name begins that covers that place; -1 if none does. */
    private static int start(byte[] json, int place) {
        return switch (json[place]) {
            case 'P' -> start(json, place, 0);
            case 'a' -> start(json, place, 1);
            case 't' -> Math.max(start(json, place, 2), start(json, place, 6));
            case 'i' -> start(json, place, 3);
            case 'e' -> start(json, place, 4);
            case 'n' -> start(json, place, 5);
            case '/' -> start(json, place, 7);
            default -> -1;
        };
    }

    private static int start(byte[] json, int place, int offset) {
        return startsWith(json, place - offset) ? place - offset : -1;
    }

    private static boolean startsWith(byte[] json, int from) {
        if (from < 0 || from + NAME.length > json.length) {
            return false;
        }
        for (int i = 0; i < NAME.length; i++) {
            if (json[from + i] != NAME[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean endsWith(byte[] json, int end, byte[] text) {
        if (end < text.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (json[end - text.length + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFullUrl(byte[] json, int start) {
        int quote = start - 1;
        while (quote >= 0 && json[quote] != '"') {
            quote--;
        }
        return quote >= 0 && json[start - 1] == '/' && endsWith(json, quote + 1, FULL_URL);
    }

    private static String id(byte[] json, int from) {
        int end = from;
        while (end < json.length && end - from < LONGEST && isOfId(json[end])) {
            end++;
        }
        return new String(json, from, end - from, StandardCharsets.US_ASCII);
    }

    static boolean isOfId(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    }
}
