package org.painbridge.server.dispensing.trends;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.dispensing.IdentifierSystems;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.SearchPage;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreView;

/** Who has the specialty of a prescriber, and by which keys dispenses name people. */
final class Peers {
    private static final int A_SEARCH = 100;

    private final FhirStore store;
    private final IdentifierSystems systems;

    Peers(FhirStore store, IdentifierSystems systems) {
        this.store = store;
        this.systems = systems;
    }

    /** Specialties by the roles of a practitioner that are not inactive. */
    List<Coding> specialties(String practitioner) {
        List<Coding> specialties = new ArrayList<>();
        for (PractitionerRole role : roles("practitioner", "Practitioner/" + practitioner)) {
            role.getSpecialty().forEach(each -> specialties.addAll(each.getCoding()));
        }
        return specialties.stream().filter(Coding::hasCode).toList();
    }

    /** Ids of all others who have one of these. */
    Set<String> others(String practitioner, List<Coding> specialties) {
        Set<String> others = new TreeSet<>();
        for (Coding each : specialties) {
            String token = SearchQuery.token(each.hasSystem() ? each.getSystem() : "", each.getCode());
            for (PractitionerRole role : roles("specialty", token)) {
                Reference person = role.getPractitioner();
                if (String.valueOf(person.getReference()).startsWith("Practitioner/")) {
                    others.add(person.getReferenceElement().getIdPart());
                }
            }
        }
        others.remove(practitioner);
        return others;
    }

    /** By which dispenses may name these people: what is not here any more is left out. */
    Map<String, Set<String>> keys(Set<String> practitioners) {
        Map<String, Set<String>> keys = new HashMap<>();
        List<String> ids = List.copyOf(practitioners);
        for (int from = 0; from < ids.size(); from += A_SEARCH) {
            String some = String.join(",", ids.subList(from, Math.min(ids.size(), from + A_SEARCH)));
            for (Resource each : all(SearchQuery.of("Practitioner").where("_id", some))) {
                Practitioner person = (Practitioner) each;
                Set<String> own = new HashSet<>();
                own.add("Practitioner/" + person.getIdElement().getIdPart());
                for (Identifier identifier : person.getIdentifier()) {
                    if (identifier.hasSystem() && identifier.hasValue()) {
                        own.add(systems.canonical(identifier.getSystem()) + "|" + identifier.getValue());
                    }
                }
                keys.put(person.getIdElement().getIdPart(), own);
            }
        }
        return keys;
    }

    private List<PractitionerRole> roles(String parameter, String value) {
        return all(SearchQuery.of("PractitionerRole").where(parameter, value).where("active:not", "false")).stream()
                .map(PractitionerRole.class::cast)
                .toList();
    }

    private List<Resource> all(SearchQuery query) {
        StoreView view = store.within(AccessScope.ALL);
        List<Resource> found = new ArrayList<>();
        SearchQuery whole = query.where("_count", "" + A_SEARCH);
        SearchPage page = view.search(whole);
        page.matches().forEach(stored -> found.add(store.parse(stored)));
        while (page.nextCursor() != null) {
            page = view.search(whole.where("_cursor", page.nextCursor()));
            page.matches().forEach(stored -> found.add(store.parse(stored)));
        }
        return found;
    }
}
