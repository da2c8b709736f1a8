package org.painbridge.careplan;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One resource of a push.
 *
 * @param key the name by which other members refer to it
 * @param type its FHIR resource type
 * @param path where it stands, a FHIRPath expression from the root of the request
 * @param subject the patient it is about; null when it names none
 * @param links every reference in it, at any depth
 * @param purposes those of its links that say what it is for: goals it pertains to, conditions it is a reason of
 */
public record Member(
        String key, String type, String path, @Nullable Link subject, List<Link> links, List<Link> purposes) {
    static final String CARE_PLAN = "CarePlan";

    /** What a plan may bring along; the people and organizations it names are stored already. */
    public static final Set<String> TYPES = Set.of(
            CARE_PLAN,
            "Goal",
            "CareTeam",
            "Condition",
            "ServiceRequest",
            "MedicationRequest",
            "Appointment",
            "CommunicationRequest",
            "QuestionnaireResponse",
            "Observation",
            "DocumentReference");

    public Member {
        links = List.copyOf(links);
        purposes = List.copyOf(purposes);
    }
}
