package org.painbridge.careplan;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.painbridge.careplan.ReviewTask.Route;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.PatientRef;

/** A directory that knows whom a test tells it. */
public final class StoredPeople implements Directory {
    private final Map<Target.Named, List<StoredRef>> known = new HashMap<>();
    private final Map<StoredRef, StoredRef> people = new HashMap<>();
    private final Map<Route, List<StoredRef>> ways = new EnumMap<>(Route.class);
    private final Map<StoredRef, StoredRef> patients = new HashMap<>();
    private Set<StoredRef> ended = Set.of();
    private Set<StoredRef> unreached = Set.of();
    private List<BusinessIdentifier> identifiers = List.of();

    /** Stored under its own address. */
    public StoredPeople with(String type, String id) {
        return with(new Target.Literal(type, id), new StoredRef(type, id));
    }

    public StoredPeople with(Target.Named name, StoredRef... found) {
        known.put(name, List.of(found));
        return this;
    }

    public StoredPeople withGeneralPractitioners(StoredRef... practitioners) {
        ways.put(Route.GENERAL_PRACTITIONER, List.of(practitioners));
        return this;
    }

    /** Family physicians of care teams that are stored. */
    public StoredPeople withTeamMembers(StoredRef... members) {
        ways.put(Route.CARE_TEAM, List.of(members));
        return this;
    }

    /** They are not active any more. */
    public StoredPeople withEnded(StoredRef... who) {
        ended = Set.of(who);
        return this;
    }

    public StoredPeople withManagingOrganization(StoredRef managing) {
        ways.put(Route.ORGANIZATION_INTAKE, List.of(managing));
        return this;
    }

    /** Of everybody but these, the endpoint is known. */
    public StoredPeople withoutEndpoint(StoredRef... without) {
        unreached = Set.of(without);
        return this;
    }

    /** The organization of everybody. */
    public StoredPeople withIdentifiers(BusinessIdentifier... all) {
        identifiers = List.of(all);
        return this;
    }

    /** The role is that of the person. */
    public StoredPeople withPerson(StoredRef role, StoredRef person) {
        people.put(role, person);
        return this;
    }

    /** What is stored is about the patient. */
    public StoredPeople about(StoredRef what, StoredRef patient) {
        patients.put(what, patient);
        return with(what.type(), what.id());
    }

    @Override
    public Optional<StoredRef> patient(StoredRef what) {
        return Optional.ofNullable(patients.get(what));
    }

    @Override
    public Optional<StoredRef> person(StoredRef who) {
        return who.type().equals("Practitioner") ? Optional.of(who) : Optional.ofNullable(people.get(who));
    }

    @Override
    public Addressee addressee(StoredRef who) {
        Optional<StoredRef> endpoint =
                Optional.of(new StoredRef("Endpoint", "e1")).filter(found -> !unreached.contains(who));
        return new Addressee(who, Optional.of(new StoredRef("Organization", "o1")), identifiers, endpoint);
    }

    @Override
    public Map<Target.Named, List<StoredRef>> find(Set<Target.Named> names) {
        return names.stream().filter(known::containsKey).collect(Collectors.toMap(name -> name, known::get));
    }

    @Override
    public Stream<Way> ways(PatientRef patient, Predicate<Set<Code>> roles, Instant moment) {
        return Stream.of(Route.CARE_TEAM, Route.GENERAL_PRACTITIONER, Route.ORGANIZATION_INTAKE)
                .map(route -> new Way(route, ways.getOrDefault(route, List.of())));
    }

    @Override
    public StoredRef inbox(StoredRef who, Instant moment) {
        List<StoredRef> roles = people.entrySet().stream()
                .filter(entry -> entry.getValue().equals(who))
                .map(Map.Entry::getKey)
                .toList();
        return roles.size() == 1 ? roles.getFirst() : who;
    }

    @Override
    public boolean isActive(StoredRef who, Instant moment) {
        return !ended.contains(who);
    }
}
