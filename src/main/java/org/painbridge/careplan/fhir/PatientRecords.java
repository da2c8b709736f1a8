package org.painbridge.careplan.fhir;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.careplan.StoredRef;
import org.painbridge.careplan.Target;

/** What is stored of a patient's people, as far as whoever asks may see it. */
public interface PatientRecords {
    /** @param reference {@code Type/id} */
    Optional<Resource> look(String reference);

    /** All that have the business identifier. */
    List<StoredRef> find(Target.Logical name);

    /**
     * The roles of a practitioner, whether they count now or not.
     *
     * @param practitioner {@code Practitioner/id}
     */
    List<StoredRef> roles(String practitioner);

    /**
     * The care teams whose status is active.
     *
     * @param patient {@code Patient/id}
     */
    List<CareTeam> activeTeams(String patient);
}
