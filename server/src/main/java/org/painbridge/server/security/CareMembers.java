package org.painbridge.server.security;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.SearchPage;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.StoredResource;

/** As whom somebody takes part in care, by the active roles that are stored here. */
public final class CareMembers {
    private static final String ROLE = "PractitionerRole";
    private static final Pattern FAMILY = Pattern.compile("(Patient|RelatedPerson|Person)/[A-Za-z0-9\\-.]{1,64}");

    private final Supplier<FhirStore> store;
    private final Clock clock;
    private final String base;

    /**
     * @param store asked for when there is a question: it tells the trail what is written, which asks who the callers are
     * @param base FHIR base of this server
     */
    CareMembers(Supplier<FhirStore> store, Clock clock, String base) {
        this.store = store;
        this.clock = clock;
        this.base = base.endsWith("/") ? base : base + "/";
    }

    /** Of a person or an organization; nobody else takes part. */
    public Set<String> of(String reference) {
        Set<String> person = ofPerson(reference);
        return person.isEmpty() ? ofOrganization(reference) : person;
    }

    /**
     * The person, the roles that the person has now, and the organizations of these.
     *
     * @param user {@code Practitioner/x} or {@code PractitionerRole/x}, also with the base of this server in front; anybody else
     *     takes part in nobody's care
     */
    Set<String> ofPerson(String user) {
        String person = local(user);
        if (person.startsWith("Practitioner/")) {
            return members(person, roles("practitioner", person));
        }
        return person.startsWith(ROLE + "/")
                ? members(person, roles("_id", person.substring(ROLE.length() + 1)))
                : Set.of();
    }

    /** Whether a user of this server is a patient, or somebody of a patient's family. */
    boolean isOfFamily(String user) {
        return FAMILY.matcher(local(user)).matches();
    }

    /** The organization, the roles there are in it now, and the people who have them. */
    Set<String> ofOrganization(String organization) {
        String own = local(organization);
        return own.startsWith("Organization/") ? members(own, roles("organization", own)) : Set.of();
    }

    /** The one of these who has the identifier; of nobody, and of several, nothing follows. */
    Optional<String> named(String type, String system, String value) {
        SearchQuery query = SearchQuery.of(type).where("identifier", escaped(system) + "|" + escaped(value));
        List<StoredResource> found =
                store.get().within(AccessScope.ALL).search(query).matches();
        return found.size() == 1 ? Optional.of(found.getFirst().reference()) : Optional.empty();
    }

    private static String escaped(String text) {
        return text.replaceAll("[\\\\$,|]", "\\\\$0");
    }

    private String local(String reference) {
        return reference.startsWith(base) ? reference.substring(base.length()) : reference;
    }

    private static Set<String> members(String first, List<PractitionerRole> roles) {
        Set<String> members = new TreeSet<>(Set.of(first));
        for (PractitionerRole role : roles) {
            members.add(ROLE + "/" + role.getIdElement().getIdPart());
            Stream.of(role.getPractitioner(), role.getOrganization())
                    .filter(Reference::hasReference)
                    .forEach(reference -> members.add(reference.getReference()));
        }
        return members;
    }

    private List<PractitionerRole> roles(String parameter, String value) {
        StoreView all = store.get().within(AccessScope.ALL);
        SearchQuery query = SearchQuery.of(ROLE).where(parameter, value).where("active:not", "false");
        List<PractitionerRole> roles = new ArrayList<>();
        SearchPage page = all.search(query);
        add(page, roles);
        while (page.nextCursor() != null) {
            page = all.search(query.where("_cursor", page.nextCursor()));
            add(page, roles);
        }
        return roles.stream().filter(counts()).toList();
    }

    private void add(SearchPage page, List<PractitionerRole> roles) {
        page.matches()
                .forEach(stored -> roles.add((PractitionerRole) store.get().parse(stored)));
    }

    private Predicate<PractitionerRole> counts() {
        Date now = Date.from(clock.instant());
        return role -> {
            Period period = role.getPeriod();
            return !(period.hasStart() && period.getStart().after(now))
                    && !(period.hasEnd() && period.getEndElement().getValue().before(now));
        };
    }
}
