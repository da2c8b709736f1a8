package org.painbridge.server.store;

import java.util.ArrayList;
import java.util.List;

/** The value part of a search parameter: alternatives and fields, with {@code \} before a separator that is meant. */
final class SearchValues {
    private SearchValues() {}

    /** Splits at every separator that is not escaped; the parts keep their escapes. */
    static List<String> split(String value, char separator) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                part.append(c).append(value.charAt(++i));
            } else if (c == separator) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    static String unescape(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            boolean escaped = value.charAt(i) == '\\' && i + 1 < value.length();
            plain.append(value.charAt(escaped ? ++i : i));
        }
        return plain.toString();
    }
}
