package org.painbridge.server.security.demo;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an EMR has open when it opens an app (SMART App Launch 2.2, launch context).
 *
 * @param app client that it opens
 * @param patient id
 * @param encounter id
 * @param banner whether the app has to show whose record it is
 */
record LaunchContext(String app, String patient, Optional<String> encounter, boolean banner) {

    /** Beside the access token, and in it. */
    Map<String, Object> parameters() {
        Map<String, Object> parameters = new TreeMap<>(Map.of("patient", patient, "need_patient_banner", banner));
        encounter.ifPresent(id -> parameters.put("encounter", id));
        return parameters;
    }
}
