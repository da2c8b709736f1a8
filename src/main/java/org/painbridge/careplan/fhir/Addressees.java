package org.painbridge.careplan.fhir;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.Endpoint.EndpointStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.careplan.Addressee;
import org.painbridge.careplan.BusinessIdentifier;
import org.painbridge.careplan.StoredRef;

/**
 * Finds what stands behind a practitioner, a role or an organization: by references, never by a name.
 *
 * @param read a stored resource by {@code Type/id}
 * @param current whether it is now
 */
public record Addressees(Function<String, Optional<Resource>> read, Predicate<Period> current) {
    /** Organizations looked at, each part of the one after: more are a circle or a mistake. */
    private static final int HIGHEST = 5;

    private static final Set<EndpointStatus> OFF =
            EnumSet.of(EndpointStatus.OFF, EndpointStatus.SUSPENDED, EndpointStatus.ENTEREDINERROR);

    /** Of whom it is asked who they are, not how they are reached now. */
    public Addressees(Function<String, Optional<Resource>> read) {
        this(read, period -> true);
    }

    /** @param reference {@code Type/id} of a stored resource */
    public Addressee of(String reference) {
        Optional<Resource> who = read.apply(reference);
        Optional<PractitionerRole> role =
                who.filter(PractitionerRole.class::isInstance).map(PractitionerRole.class::cast);
        List<Organization> organizations = organizations(role.map(PractitionerRole::getOrganization)
                .flatMap(this::organization)
                .or(() -> who.filter(Organization.class::isInstance).map(Organization.class::cast)));
        return new Addressee(
                ref(reference),
                organizations.stream().findFirst().map(Addressees::ref),
                organizations.stream()
                        .flatMap(organization -> organization.getIdentifier().stream())
                        .filter(identifier -> identifier.hasSystem() && identifier.hasValue())
                        .map(Addressees::identifier)
                        .toList(),
                Stream.concat(
                                role.map(PractitionerRole::getEndpoint).stream(),
                                organizations.stream().map(Organization::getEndpoint))
                        .flatMap(List::stream)
                        .map(endpoint -> LivingPlan.unversioned(endpoint.getReference()))
                        .filter(endpoint -> endpoint.matches("Endpoint/[A-Za-z0-9.-]+") && !isOff(endpoint))
                        .findFirst()
                        .map(Addressees::ref));
    }

    /** The practitioner behind a role, a practitioner for themselves; empty where that is not known. */
    public Optional<StoredRef> person(String reference) {
        Optional<Resource> who = read.apply(reference);
        return who.filter(PractitionerRole.class::isInstance)
                .map(role -> LivingPlan.unversioned(
                        ((PractitionerRole) role).getPractitioner().getReference()))
                .filter(person -> person.matches("Practitioner/[A-Za-z0-9.-]+"))
                .map(Addressees::ref)
                .or(() -> who.filter(Practitioner.class::isInstance).map(Addressees::ref));
    }

    /** Whether the record does not say that the person, role or organization is none any more. */
    public static boolean isActive(Resource who) {
        return switch (who) {
            case Practitioner person -> !person.hasActive() || person.getActive();
            case PractitionerRole role -> !role.hasActive() || role.getActive();
            case Organization organization -> !organization.hasActive() || organization.getActive();
            default -> true;
        };
    }

    private boolean isOff(String endpoint) {
        return read.apply(endpoint)
                .filter(Endpoint.class::isInstance)
                .map(Endpoint.class::cast)
                .filter(found -> OFF.contains(found.getStatus()) || !current.test(found.getPeriod()))
                .isPresent();
    }

    private List<Organization> organizations(Optional<Organization> first) {
        List<Organization> all = new ArrayList<>();
        Optional<Organization> next = first;
        while (next.isPresent() && all.size() < HIGHEST) {
            all.add(next.get());
            next = organization(next.get().getPartOf());
        }
        return all;
    }

    private Optional<Organization> organization(Reference reference) {
        String address = LivingPlan.unversioned(reference.getReference());
        return address.startsWith("Organization/")
                ? read.apply(address).filter(Organization.class::isInstance).map(Organization.class::cast)
                : Optional.empty();
    }

    private static BusinessIdentifier identifier(Identifier identifier) {
        return new BusinessIdentifier(identifier.getSystem(), identifier.getValue());
    }

    private static StoredRef ref(Resource resource) {
        return new StoredRef(resource.fhirType(), resource.getIdElement().getIdPart());
    }

    private static StoredRef ref(String reference) {
        int slash = reference.indexOf('/');
        return new StoredRef(reference.substring(0, slash), reference.substring(slash + 1));
    }
}
