package org.painbridge.server.security;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Who asks in an {@link AccessWorld}: by which token, and what that comes to in plain words. */
enum Asker {
    /** Who takes part in the care of some, and works in a clinic. */
    DOCTOR("user/*.cruds", "fhirUser", "Practitioner/doctor-*mark*"),
    /** The same, who may see laboratory results only. */
    LABORATORY_DOCTOR(
            "user/Patient.rs user/Observation.rs?category=" + AccessWorld.CATEGORIES + "|" + AccessWorld.LABORATORY,
            "fhirUser",
            "Practitioner/doctor-*mark*"),
    /** A program of the clinic. */
    CLINIC("system/*.rs", "organization", "Organization/clinic-*mark*"),
    /** Whoever comes in is served, but what is withheld stays withheld. */
    PHARMACIST("user/*.rs", "fhirUser", "Practitioner/other-*mark*", "role", "pharmacy"),
    PATIENT("patient/*.rs", "patient", "p0-*mark*", "fhirUser", "Patient/p0-*mark*"),
    /** Who has a record open in an app. */
    DOCTOR_WITH_CHART("patient/*.rs", "patient", "p0-*mark*", "fhirUser", "Practitioner/doctor-*mark*"),
    /** A program that may not see what carries a label. */
    UNCLEARED("system/*.rs", "role", "nobody"),
    /** Who has a record open in an app, and may not see what carries a label. */
    UNCLEARED_WITH_CHART(
            "patient/*.rs", "patient", "p0-*mark*", "fhirUser", "Practitioner/doctor-*mark*", "role", "nobody");

    static final String UNLIMITED = "pharmacy";
    /** Role of who sees what is labelled {@link #RESTRICTED}. */
    static final String CLEARED = "cleared";

    static final String RESTRICTED = "R";

    private final Map<String, String> claims = new HashMap<>();

    Asker(String scope, String... more) {
        claims.put("scope", scope);
        claims.put("role", CLEARED);
        for (int i = 0; i < more.length; i += 2) {
            claims.put(more[i], more[i + 1]);
        }
    }

    Map<String, String> claims() {
        return claims;
    }

    /** Whether it is about one patient, whoever cares for that patient. */
    boolean isOfOnePatient() {
        return this == PATIENT || hasChart();
    }

    boolean reads(String type) {
        return this != LABORATORY_DOCTOR || Set.of("Patient", "Observation").contains(type);
    }

    boolean reachesAll() {
        return this == PHARMACIST || this == UNCLEARED;
    }

    /** Whether directives count. */
    boolean isBound() {
        return this != PATIENT && this != UNCLEARED;
    }

    boolean breaksGlass() {
        return this == DOCTOR || this == LABORATORY_DOCTOR || hasChart();
    }

    private boolean hasChart() {
        return this == DOCTOR_WITH_CHART || this == UNCLEARED_WITH_CHART;
    }

    boolean isCleared() {
        return this != UNCLEARED && this != UNCLEARED_WITH_CHART;
    }

    /** @param actor of a directive, empty for everybody */
    boolean isAgainst(String actor) {
        return actor.isEmpty() || (actor.equals("Practitioner/other") == (this == PHARMACIST));
    }
}
