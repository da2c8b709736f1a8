package org.painbridge.server.bench;

import java.util.Map;
import java.util.stream.Collectors;

/** JSON with places such as {@code $patient} to be filled in. Written on many lines, sent on one. */
record Template(String text) {
    static Template of(String lines) {
        return new Template(lines.lines().map(String::strip).collect(Collectors.joining()));
    }

    String fill(Map<String, String> values) {
        String filled = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("$" + value.getKey(), value.getValue());
        }
        return filled;
    }
}
