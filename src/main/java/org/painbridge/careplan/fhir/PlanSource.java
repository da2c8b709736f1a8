package org.painbridge.careplan.fhir;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;

/** Where the parts of a stored plan are read; nobody else changes what was read until the operation has ended. */
public interface PlanSource {
    /** @param reference {@code Type/id}, without a version */
    Optional<Resource> read(String reference);

    /** As {@link #read}, of what is not to be changed. */
    Optional<Resource> look(String reference);

    /** As {@link #look}, where it may be told to whoever asks for the operation. */
    default Optional<Resource> told(String reference) {
        return look(reference);
    }

    /** Whether it came into the record with this plan, or by an operation on it, as the Provenance of these says. */
    boolean brought(String reference, String plan);

    /** {@code Type/id} of all that came so. */
    Set<String> brought(String plan);

    /** One version of it, past or current. */
    Optional<Resource> version(String reference, int version);

    /** {@code Type/id} of whoever wrote that version of it, as the Provenance says; empty where none does. */
    Optional<String> author(String reference, int version);

    /** The tasks whose focus is one of these. */
    List<Task> tasks(Collection<String> focuses);
}
