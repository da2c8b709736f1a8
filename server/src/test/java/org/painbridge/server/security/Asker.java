package org.painbridge.server.security;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who asks in an {@link AccessWorld}: by which token, and what that comes to in plain words. */
enum Asker {
    /** Who takes part in the care of some, and works in a clinic. */
    DOCTOR("user/*.cruds", "fhirUser", "Practitioner/doctor-*mark*"),
    /** The same, who may see laboratory results only; plans of one patient, and Tasks of all, by other scopes of the token. */
    LABORATORY_DOCTOR(
            "user/Patient.rs user/Observation.rs?category=" + AccessWorld.CATEGORIES + "|" + AccessWorld.LABORATORY
                    + " patient/CarePlan.rs patient/Condition.rs system/Task.rs",
            "fhirUser",
            "Practitioner/doctor-*mark*",
            "patient",
            "p0-*mark*"),
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
            "patient/*.rs", "patient", "p0-*mark*", "fhirUser", "Practitioner/doctor-*mark*", "role", "nobody"),
    /** Whose token has scopes of every kind: one record open in an app, some types of whom it cares for, others of everybody. */
    MIXED(
            "patient/Observation.rs patient/MedicationDispense.rs patient/DetectedIssue.rs user/Patient.rs user/CarePlan.rs"
                    + " user/Observation.rs?category=" + AccessWorld.CATEGORIES + "|" + AccessWorld.LABORATORY
                    + " system/Task.rs system/Condition.rs",
            "fhirUser",
            "Practitioner/doctor-*mark*",
            "patient",
            "p0-*mark*",
            "role",
            "nobody");

    private static final Pattern SCOPE = Pattern.compile("([a-z]+)/([*A-Za-z]+)[.][a-z]+([?].*)?");

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

    /**
     * What one of its scopes is of.
     *
     * @param context {@code patient}, {@code user} or {@code system}
     * @param ofLaboratory whether it is of laboratory results only
     */
    record Part(String context, boolean ofLaboratory) {
        /** Whether it is about one patient, whoever cares for that patient. */
        boolean isOfOnePatient() {
            return context.equals("patient");
        }

        private boolean isOfSystem() {
            return context.equals("system");
        }
    }

    /** By which it may see resources of the type: each is enough. */
    List<Part> parts(String type) {
        return Stream.of(Objects.requireNonNull(claims.get("scope")).split(" "))
                .map(SCOPE::matcher)
                .filter(scope -> scope.matches() && Set.of("*", type).contains(scope.group(2)))
                .map(scope -> new Part(scope.group(1), scope.group(3) != null))
                .toList();
    }

    boolean reads(String type) {
        return !parts(type).isEmpty();
    }

    boolean reachesAll(Part part) {
        return part.isOfSystem() ? !isOfOrganization() : !part.isOfOnePatient() && UNLIMITED.equals(claims.get("role"));
    }

    /** Whether directives count. */
    boolean isBound(Part part) {
        return part.isOfSystem() ? isOfOrganization() : this != PATIENT;
    }

    boolean breaksGlass() {
        return claims.getOrDefault("fhirUser", "").startsWith("Practitioner/doctor");
    }

    private boolean isOfOrganization() {
        return claims.containsKey("organization");
    }

    boolean isCleared() {
        return !"nobody".equals(claims.get("role"));
    }

    /** @param actor of a directive, empty for everybody */
    boolean isAgainst(String actor) {
        return actor.isEmpty() || (actor.equals("Practitioner/other") == (this == PHARMACIST));
    }
}
