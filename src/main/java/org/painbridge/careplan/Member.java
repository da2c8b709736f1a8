package org.painbridge.careplan;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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
    private static final String MEDICINE = "MedicationRequest";

    /** What a plan may bring along; the people and organizations it names are stored already. */
    public static final Set<String> TYPES = Set.of(
            CARE_PLAN,
            "Goal",
            "CareTeam",
            "Condition",
            "ServiceRequest",
            MEDICINE,
            "Appointment",
            "CommunicationRequest",
            "QuestionnaireResponse",
            "Observation",
            "DocumentReference");

    /** Where a medicine names one that is stored: what the patient takes now, or the order that it follows. */
    Stream<Link> earlier() {
        return links.stream()
                .filter(link -> type.equals(MEDICINE) && link.leadsTo(MEDICINE))
                .filter(link -> link.path().equals(path + ".priorPrescription")
                        || link.path().startsWith(path + ".basedOn["));
    }

    public Member {
        links = List.copyOf(links);
        purposes = List.copyOf(purposes);
    }
}
