package org.painbridge.server.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: the sort values and row number of its last match. It is all a next page needs, so any node can
 * answer it, after a restart too, and rows that others add or remove meanwhile neither repeat nor hide a match.
 */
record Cursor(long resId, List<@Nullable Object> keys) {
    private static final String SEPARATOR = "\u0001";

    String encode() {
        StringBuilder text = new StringBuilder().append(resId);
        for (Object key : keys) {
            text.append(SEPARATOR)
                    .append(
                            switch (key) {
                                case null -> "-";
                                case Double number -> "d" + number;
                                case Long number -> "l" + number;
                                default -> "t" + base64(key.toString());
                            });
        }
        return base64(text.toString());
    }

    /** @throws IllegalArgumentException if this is not a cursor of ours for sort keys of these kinds */
    static Cursor decode(String text, List<? extends Class<?>> kinds) {
        String[] parts = plain(text).split(SEPARATOR, -1);
        if (parts.length != kinds.size() + 1) {
            throw new IllegalArgumentException("cursor belongs to another search");
        }
        List<@Nullable Object> keys = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            Object key = key(parts[i]);
            if (key != null && !kinds.get(i - 1).isInstance(key)) {
                throw new IllegalArgumentException("cursor belongs to another search");
            }
            keys.add(key);
        }
        Cursor cursor = new Cursor(Long.parseLong(parts[0]), keys);
        if (!cursor.encode().equals(text)) {
            throw new IllegalArgumentException("cursor is damaged");
        }
        return cursor;
    }

    private static @Nullable Object key(String part) {
        char kind = part.isEmpty() ? '?' : part.charAt(0);
        String value = part.isEmpty() ? "" : part.substring(1);
        return switch (kind) {
            case '-' -> null;
            case 'd' -> number(value);
            case 'l' -> Long.valueOf(value);
            case 't' -> plain(value);
            default -> throw new IllegalArgumentException("cursor is damaged");
        };
    }

    private static Double number(String text) {
        Double number = Double.valueOf(text);
        if (number.isNaN()) {
            throw new IllegalArgumentException("cursor is damaged");
        }
        return number;
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String plain(String base64) {
        return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
