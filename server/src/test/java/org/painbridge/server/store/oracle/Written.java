package org.painbridge.server.store.oracle;

import java.util.ArrayList;
import java.util.List;

/** Values as they are written in a search: {@code ,} between alternatives, {@code |} and {@code $} between parts, {@code \} before a literal one (R4 3.1.1.4.8). */
final class Written {
    private Written() {}

    /** The parts, still with their escapes. */
    static List<String> parts(String value, char separator) {
        List<String> parts = new ArrayList<>(List.of(""));
        boolean literal = false;
        for (char next : value.toCharArray()) {
            if (next == separator && !literal) {
                parts.add("");
            } else {
                parts.set(parts.size() - 1, parts.getLast() + next);
            }
            literal = next == '\\' && !literal;
        }
        return parts;
    }

    static String plain(String part) {
        return part.replaceAll("(?s)\\\\(.)", "$1");
    }

    static String escaped(String text) {
        return text.replaceAll("[\\\\,|$]", "\\\\$0");
    }
}
