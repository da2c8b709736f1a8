package org.painbridge.server.careplan;

import org.painbridge.server.store.SearchQuery;

/** The search for the care teams of a patient. */
final class PatientTeams {
    private PatientTeams() {}

    /** @param patient {@code Patient/id} */
    static SearchQuery active(String patient) {
        return SearchQuery.of("CareTeam")
                .where("patient", patient)
                .where("status", "active")
                .where("_count", "1000");
    }
}
