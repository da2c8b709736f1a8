package org.painbridge.dispensing.fhir;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispensePerformerComponent;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.painbridge.dispensing.IdentifierSystems;
import org.painbridge.dispensing.ProviderKey;

/**
 * Finds who prescribed and which pharmacy dispensed. A key is taken from the identifier of the resource referred to, else
 * from the logical identifier of the reference, else from the reference itself, so that one person has one key in as many
 * records as possible.
 */
final class ProviderReader {
    private static final String PRESCRIBER = "prescriber";
    private static final Set<String> PEOPLE = Set.of("Practitioner", "PractitionerRole");

    private final IdentifierSystems systems;
    private final References references;

    ProviderReader(IdentifierSystems systems, References references) {
        this.systems = systems;
        this.references = references;
    }

    /** The requester of the prescription, else the performer whose function is prescriber (as DHDR sends it). */
    Optional<ProviderKey> prescriber(MedicationDispense dispense) {
        return only(requesters(dispense)).or(() -> only(prescribing(dispense)));
    }

    /** Where the requester of the prescription prescribed, if that is told by a role. */
    Optional<ProviderKey> practice(MedicationDispense dispense) {
        List<ProviderKey> practices = requesters(dispense).stream()
                .flatMap(requester -> references.follow(requester, PractitionerRole.class).stream())
                .filter(PractitionerRole::hasOrganization)
                .flatMap(role -> organization(role.getOrganization()).stream())
                .distinct()
                .toList();
        return practices.size() == 1 ? Optional.of(practices.getFirst()) : Optional.empty();
    }

    private List<Reference> requesters(MedicationDispense dispense) {
        return dispense.getAuthorizingPrescription().stream()
                .flatMap(prescription -> references.follow(prescription, MedicationRequest.class).stream())
                .filter(MedicationRequest::hasRequester)
                .map(MedicationRequest::getRequester)
                .toList();
    }

    /** The performer that is an organization, and did not only pack or prescribe it for another one. */
    Optional<ProviderKey> pharmacy(MedicationDispense dispense) {
        List<ProviderKey> keys = Pharmacies.of(dispense, this::isOrganization).stream()
                .flatMap(actor -> organization(actor).stream())
                .distinct()
                .toList();
        return keys.size() == 1 ? Optional.of(keys.getFirst()) : Optional.empty();
    }

    private static List<Reference> prescribing(MedicationDispense dispense) {
        return dispense.getPerformer().stream()
                .filter(performer -> performer.getFunction().getCoding().stream()
                        .anyMatch(coding -> PRESCRIBER.equalsIgnoreCase(coding.getCode())))
                .map(MedicationDispensePerformerComponent::getActor)
                .toList();
    }

    /** One person if all references lead to one; of several who disagree none is the prescriber. */
    private Optional<ProviderKey> only(List<Reference> people) {
        List<Optional<ProviderKey>> keys =
                people.stream().map(this::person).distinct().toList();
        return keys.size() == 1 ? keys.getFirst() : Optional.empty();
    }

    private Optional<ProviderKey> person(Reference reference) {
        Optional<PractitionerRole> role = references.follow(reference, PractitionerRole.class);
        if (role.isPresent() && role.get().hasPractitioner()) {
            return person(role.get().getPractitioner());
        }
        return key(
                references.follow(reference, Practitioner.class).map(Practitioner::getIdentifier), reference, PEOPLE);
    }

    private Optional<ProviderKey> organization(Reference reference) {
        return key(
                references.follow(reference, Organization.class).map(Organization::getIdentifier),
                reference,
                Set.of("Organization"));
    }

    private boolean isOrganization(Reference actor) {
        return "Organization".equals(actor.getType())
                || "Organization".equals(references.id(actor).getResourceType())
                || references.follow(actor, Organization.class).isPresent();
    }

    private Optional<ProviderKey> key(Optional<List<Identifier>> own, Reference reference, Set<String> types) {
        List<Identifier> logical = reference.hasIdentifier() ? List.of(reference.getIdentifier()) : List.of();
        if (isUnknownPrescriber(own.orElse(List.of())) || isUnknownPrescriber(logical)) {
            return Optional.empty();
        }
        return own.flatMap(this::key).or(() -> key(logical)).or(() -> literal(reference, types));
    }

    /** The first by system and value, those of systems we know before others: the same one wherever it is read. */
    private Optional<ProviderKey> key(List<Identifier> identifiers) {
        return identifiers.stream()
                .filter(identifier -> identifier.getSystem() != null && identifier.getValue() != null)
                .filter(identifier -> identifier.getUse() != Identifier.IdentifierUse.OLD)
                .min(Comparator.comparing((Identifier identifier) -> !systems.knows(identifier.getSystem()))
                        .thenComparing(identifier -> keyOf(identifier).text()))
                .map(this::keyOf);
    }

    private ProviderKey keyOf(Identifier identifier) {
        return ProviderKey.ofIdentifier(
                systems.canonical(identifier.getSystem()), identifier.getValue().strip());
    }

    private boolean isUnknownPrescriber(List<Identifier> identifiers) {
        return identifiers.stream()
                .filter(identifier -> identifier.getSystem() != null)
                .anyMatch(identifier -> systems.is("unknown-prescriber", identifier.getSystem()));
    }

    /** Of another server with its address: the same id means somebody else there. */
    private Optional<ProviderKey> literal(Reference reference, Set<String> types) {
        IdType id = references.id(reference);
        return !References.isContained(reference)
                        && id.hasResourceType()
                        && types.contains(id.getResourceType())
                        && id.hasIdPart()
                ? Optional.of(ProviderKey.ofReference(id.toVersionless().getValue()))
                : Optional.empty();
    }
}
