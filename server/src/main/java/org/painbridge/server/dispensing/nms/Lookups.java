package org.painbridge.server.dispensing.nms;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.dispensing.nms.Submission;
import org.painbridge.dispensing.nms.fhir.SubmissionReader;
import org.painbridge.server.store.StoreTransaction;

/** What the lines of a submission refer to: asked for in vain first, then fetched for all of them at once. */
final class Lookups {
    private static final Set<String> TYPES =
            Set.of("Patient", "Practitioner", "PractitionerRole", "Organization", "Medication", "MedicationRequest");

    private final Map<String, Optional<Resource>> fetched = new HashMap<>();
    private final Set<String> wanted = new HashSet<>();

    /** A dispense with what it refers to here. */
    static Submission read(StoreTransaction transaction, SubmissionReader reader, MedicationDispense dispense)
            throws SQLException {
        Lookups lookups = new Lookups();
        Submission submission;
        do {
            submission = reader.read(dispense, lookups::find);
        } while (lookups.fetch(transaction));
        return submission;
    }

    Optional<Resource> find(Reference reference) {
        IIdType id = reference.getReferenceElement();
        if (id.isAbsolute() || !id.hasIdPart() || !TYPES.contains(String.valueOf(id.getResourceType()))) {
            return Optional.empty();
        }
        String local = id.getResourceType() + "/" + id.getIdPart();
        Optional<Resource> known = fetched.get(local);
        if (known == null) {
            wanted.add(local);
            return Optional.empty();
        }
        return known;
    }

    /** Whether anything was asked for in vain so far; it is found from now on, if it is here. */
    boolean fetch(StoreTransaction transaction) throws SQLException {
        if (wanted.isEmpty()) {
            return false;
        }
        Map<String, Resource> found = transaction.look(wanted);
        wanted.forEach(each -> fetched.put(each, Optional.ofNullable(found.get(each))));
        wanted.clear();
        return true;
    }
}
