package org.painbridge.careplan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.painbridge.clinical.PatientRef;

/** A directory that knows whom a test tells it. */
public final class StoredPeople implements Directory {
    private final Map<Target.Named, List<StoredRef>> known = new HashMap<>();
    private final Map<StoredRef, StoredRef> people = new HashMap<>();
    private List<StoredRef> generalPractitioners = List.of();
    private Optional<StoredRef> organization = Optional.empty();
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
        generalPractitioners = List.of(practitioners);
        return this;
    }

    public StoredPeople withManagingOrganization(StoredRef managing) {
        organization = Optional.of(managing);
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

    @Override
    public Optional<StoredRef> managingOrganization(PatientRef patient) {
        return organization;
    }

    /** The role is that of the person. */
    public StoredPeople withPerson(StoredRef role, StoredRef person) {
        people.put(role, person);
        return this;
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
    public List<StoredRef> generalPractitioners(PatientRef patient) {
        return generalPractitioners;
    }
}
