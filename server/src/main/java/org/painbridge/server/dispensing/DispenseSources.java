package org.painbridge.server.dispensing;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.store.Change;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;

/** The resources that a dispense is read by way of, and what of them is read. */
record DispenseSources(StoreTransaction transaction) {
    static final String DISPENSE = "MedicationDispense";
    static final String PRESCRIPTION = "MedicationRequest";

    private static final Set<String> TYPES =
            Set.of(PRESCRIPTION, "Practitioner", "PractitionerRole", "Organization", "Medication");

    static boolean areOf(String type) {
        return TYPES.contains(type);
    }

    /** Whether the resource changed in nothing that dispenses are read for: a new telephone number, say. */
    boolean readAsBefore(List<Change> changes) throws SQLException {
        if (changes.size() != 1 || changes.getFirst().stored().version() == 1) {
            return false;
        }
        StoredResource now = changes.getFirst().stored();
        Resource resource = changes.getFirst().resource();
        Optional<StoredResource> before =
                transaction.version(now.type(), now.id(), now.version() - 1).filter(version -> !version.deleted());
        return resource != null
                && before.isPresent()
                && Base.compareDeep(read(resource), read(transaction.parse(before.get())), true);
    }

    private static List<? extends Base> read(Resource resource) {
        return switch (resource) {
            case MedicationRequest prescription -> List.of(prescription.getRequester());
            case Practitioner person -> person.getIdentifier();
            case PractitionerRole role -> List.of(role.getPractitioner(), role.getOrganization());
            case Organization organization -> organization.getIdentifier();
            case Medication product ->
                Stream.concat(Stream.of(product.getCode()), product.getExtension().stream())
                        .toList();
            default -> List.of(resource);
        };
    }
}
