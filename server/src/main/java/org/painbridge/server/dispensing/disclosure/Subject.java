package org.painbridge.server.dispensing.disclosure;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom a disclosure is about: one, named by a number; never whoever fits a search.
 *
 * @param key {@code system|value} of the licence or the health number
 * @param patientId whose number it is; null for a prescriber
 */
record Subject(String key, @Nullable String patientId) {
    Optional<String> patient() {
        return Optional.ofNullable(patientId);
    }

    String kind() {
        return patientId == null ? "practitioner" : "patient";
    }
}
