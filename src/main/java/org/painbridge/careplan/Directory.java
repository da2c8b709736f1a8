package org.painbridge.careplan;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.PatientRef;

/** What the check of a push asks about stored resources. Answered by whoever stores them; nothing is created here. */
public interface Directory {
    /**
     * The stored resources behind each name: none when it is unknown, several when an identifier is ambiguous. A name
     * that is missing from the answer counts as unknown. Asked once for all names of a push.
     */
    Map<Target.Named, List<StoredRef>> find(Set<Target.Named> names);

    /**
     * The ways to whoever reviews a plan of the patient, the best first, each looked up as it is asked for: active care teams,
     * the general practitioners of the record, the organization that manages it.
     *
     * @param roles whether somebody with these roles on a care team is looked for
     */
    Stream<Way> ways(PatientRef patient, Predicate<Set<Code>> roles, Instant moment);

    /** Whether the records do not say that the practitioner, role or organization is none any more, or none yet. */
    boolean isActive(StoredRef who, Instant moment);

    /** The role in which a practitioner is reached, where exactly one counts at the moment; else whoever it is. */
    StoredRef inbox(StoredRef who, Instant moment);

    /** The practitioner behind a role, a practitioner for themselves; empty where that is not known. */
    Optional<StoredRef> person(StoredRef who);

    /** The patient whom a stored referral, plan or medicine is about; empty where that is not known. */
    Optional<StoredRef> patient(StoredRef what);

    /** What stands behind a stored practitioner, role or organization. */
    Addressee addressee(StoredRef who);
}
