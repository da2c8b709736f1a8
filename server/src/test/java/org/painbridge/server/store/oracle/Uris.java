package org.painbridge.server.store.oracle;

import org.hl7.fhir.r4.model.PrimitiveType;

/** Uri parameters (R4 3.1.1.4.13): the whole address, or one above or below it by the parts of its path (ADR 0005). */
final class Uris {
    private Uris() {}

    static boolean fit(PrimitiveType<?> element, String modifier, String value) {
        String stored = element.getValueAsString();
        String asked = Written.plain(value);
        return switch (modifier) {
            case "below" -> isBelow(stored, asked);
            case "above" -> isBelow(asked, stored);
            default -> stored.equals(asked);
        };
    }

    private static boolean isBelow(String lower, String upper) {
        return lower.equals(upper) || lower.startsWith(upper.endsWith("/") ? upper : upper + "/");
    }
}
