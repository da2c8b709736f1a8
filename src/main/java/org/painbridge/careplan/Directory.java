package org.painbridge.careplan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.painbridge.clinical.PatientRef;

/** What the check of a push asks about stored resources. Answered by whoever stores them; nothing is created here. */
public interface Directory {
    /**
     * The stored resources behind each name: none when it is unknown, several when an identifier is ambiguous. A name
     * that is missing from the answer counts as unknown. Asked once for all names of a push.
     */
    Map<Target.Named, List<StoredRef>> find(Set<Target.Named> names);

    /** The practitioners, roles or organizations that the patient's record names as general practitioner. */
    List<StoredRef> generalPractitioners(PatientRef patient);

    /** The organization that manages the patient's record; empty where none is known. */
    Optional<StoredRef> managingOrganization(PatientRef patient);

    /** The practitioner behind a role, a practitioner for themselves; empty where that is not known. */
    Optional<StoredRef> person(StoredRef who);

    /** What stands behind a stored practitioner, role or organization. */
    Addressee addressee(StoredRef who);
}
