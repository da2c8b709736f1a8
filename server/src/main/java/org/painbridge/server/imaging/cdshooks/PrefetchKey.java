package org.painbridge.server.imaging.cdshooks;

import java.util.Locale;

/** What a client is asked to send along, as the templates of the discovery. */
enum PrefetchKey {
    PATIENT("Patient", "Patient/{{context.patientId}}"),
    CONDITIONS("Condition", "Condition?patient={{context.patientId}}"),
    OBSERVATIONS("Observation", "Observation?patient={{context.patientId}}"),
    ANSWERS("QuestionnaireResponse", "QuestionnaireResponse?patient={{context.patientId}}");

    private final String type;
    private final String template;

    PrefetchKey(String type, String template) {
        this.type = type;
        this.template = template;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    String type() {
        return type;
    }

    String template() {
        return template;
    }

    /** @param patientId an id of FHIR, so that it needs no encoding */
    String url(String patientId) {
        return template.replace("{{context.patientId}}", patientId);
    }
}
