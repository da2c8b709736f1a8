package org.painbridge.careplan.fhir;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.CareTeam.CareTeamParticipantComponent;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.painbridge.careplan.Addressee;
import org.painbridge.careplan.ReviewTask.Route;
import org.painbridge.careplan.StoredRef;
import org.painbridge.careplan.Target;
import org.painbridge.careplan.Way;
import org.painbridge.clinical.Code;

/** Finds whom the records of a patient lead to: the same for {@code $push} and for {@code $route-preview}. */
public final class RecordWays {
    private final PatientRecords records;
    private final Addressees addressees;
    private final Moments moments;

    /** @param zone in which a date without time is meant */
    public RecordWays(PatientRecords records, ZoneId zone) {
        this.records = records;
        this.addressees = new Addressees(records::look);
        this.moments = new Moments(zone);
    }

    /**
     * The best first, each looked up as it is asked for.
     *
     * @param roles whether somebody with these roles on a care team is looked for
     */
    public Stream<Way> of(Patient patient, Predicate<Set<Code>> roles, Instant moment) {
        return Stream.<Supplier<Way>>of(
                        () -> way(Route.CARE_TEAM, ofTeams(patient, roles, moment), moment),
                        () -> way(Route.GENERAL_PRACTITIONER, patient.getGeneralPractitioner().stream(), moment),
                        () -> way(Route.ORGANIZATION_INTAKE, Stream.of(patient.getManagingOrganization()), moment))
                .map(Supplier::get);
    }

    /** Whether no record says that it is none any more, or none yet; of a role, the person counts, too. */
    public boolean isActive(StoredRef who, Instant moment) {
        return records.look(who.toString())
                .filter(Addressees::isActive)
                .filter(found -> !(found instanceof PractitionerRole role)
                        || moments.span(role.getPeriod()).covers(moment) && isActivePerson(who))
                .isPresent();
    }

    /** The role in which a practitioner is reached, where exactly one counts at the moment; else whoever it is. */
    public StoredRef inbox(StoredRef who, Instant moment) {
        if (!who.type().equals("Practitioner")) {
            return who;
        }
        List<StoredRef> roles = records.roles(who.toString()).stream()
                .filter(role -> isActive(role, moment))
                .toList();
        return roles.size() == 1 ? roles.getFirst() : who;
    }

    /** Who it is, and how they are reached at the moment. */
    public Addressee addressee(StoredRef who, Instant moment) {
        return new Addressees(records::look, period -> moments.span(period).covers(moment)).of(who.toString());
    }

    private boolean isActivePerson(StoredRef role) {
        return addressees
                .person(role.toString())
                .flatMap(person -> records.look(person.toString()))
                .filter(person -> person instanceof Practitioner && !Addressees.isActive(person))
                .isEmpty();
    }

    private Way way(Route route, Stream<Reference> references, Instant moment) {
        return new Way(
                route,
                references
                        .flatMap(reference -> stored(reference).stream())
                        .filter(who -> isActive(who, moment))
                        .map(who -> inbox(who, moment))
                        .distinct()
                        .toList());
    }

    private Stream<Reference> ofTeams(Patient patient, Predicate<Set<Code>> roles, Instant moment) {
        return records.activeTeams("Patient/" + patient.getIdElement().getIdPart()).stream()
                .filter(team -> moments.span(team.getPeriod()).covers(moment))
                .flatMap(team -> team.getParticipant().stream())
                .filter(participant -> moments.span(participant.getPeriod()).covers(moment))
                .filter(participant -> roles.test(MemberReader.codes(participant.getRole())))
                .map(CareTeamParticipantComponent::getMember);
    }

    private List<StoredRef> stored(Reference reference) {
        IIdType address = reference.getReferenceElement();
        if (address.isAbsolute()) {
            return List.of(); // A stored reference under our own base is relative, so this one leads to another server.
        }
        if (address.hasResourceType() && address.hasIdPart()) {
            StoredRef who = new StoredRef(address.getResourceType(), address.getIdPart());
            return records.look(who.toString()).isPresent() ? List.of(who) : List.of();
        }
        Identifier identifier = reference.getIdentifier();
        return reference.hasType() && identifier.hasSystem() && identifier.hasValue()
                ? records.find(new Target.Logical(reference.getType(), identifier.getSystem(), identifier.getValue()))
                : List.of();
    }
}
