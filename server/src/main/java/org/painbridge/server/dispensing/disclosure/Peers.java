package org.painbridge.server.dispensing.disclosure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.painbridge.dispensing.nms.fhir.SubmissionReader;
import org.painbridge.server.dispensing.Monitoring;
import org.painbridge.server.dispensing.Monitoring.Volume;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.SearchPage;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.StoredResource;

/** Compares a prescriber with those of the same specialty, by the directory as it is now: pain clinics with pain clinics. */
final class Peers {
    private static final int A_SEARCH = 50;

    private final FhirStore store;
    private final Monitoring monitoring;
    private final SubmissionReader reader;
    private final int smallestGroup;

    Peers(FhirStore store, Monitoring monitoring, SubmissionReader reader, int smallestGroup) {
        this.store = store;
        this.monitoring = monitoring;
        this.reader = reader;
        this.smallestGroup = smallestGroup;
    }

    /** One for each specialty of the prescriber; none where none is known. */
    List<PeerGroup> of(Asked asked) {
        Map<String, String> specialties = specialties(asked.subject().key());
        if (specialties.isEmpty()) {
            return List.of();
        }
        Map<String, Volume> all =
                store.query(connection -> monitoring.prescribers(connection, asked.from(), asked.to(), asked.at()));
        Volume own = all.getOrDefault(asked.subject().key(), new Volume(0, 0));
        List<PeerGroup> groups = new ArrayList<>();
        specialties.forEach((token, name) -> {
            List<Volume> peers = keys(token).stream()
                    .filter(key -> !key.equals(asked.subject().key()))
                    .filter(all::containsKey)
                    .map(key -> Objects.requireNonNull(all.get(key)))
                    .toList();
            groups.add(PeerGroup.of(name, own, peers, smallestGroup));
        });
        return groups;
    }

    /** Their names by {@code system|code}. */
    private Map<String, String> specialties(String key) {
        int bar = key.lastIndexOf('|');
        SearchQuery query = SearchQuery.of("Practitioner")
                .where("identifier", SearchQuery.token(key.substring(0, bar), key.substring(bar + 1)))
                .withExactTokens();
        Set<String> people = all(query, Practitioner.class)
                .map(each -> "Practitioner/" + each.getIdElement().getIdPart())
                .collect(Collectors.toSet());
        Map<String, String> specialties = new LinkedHashMap<>();
        if (people.size() == 1) {
            roles("practitioner", people.iterator().next())
                    .flatMap(role -> role.getSpecialty().stream())
                    .flatMap(specialty -> specialty.getCoding().stream())
                    .filter(Coding::hasCode)
                    .forEach(coding -> specialties.putIfAbsent(
                            SearchQuery.token(Objects.toString(coding.getSystem(), ""), coding.getCode()),
                            coding.hasDisplay() ? coding.getDisplay() : coding.getCode()));
        }
        return specialties;
    }

    private Stream<PractitionerRole> roles(String parameter, String value) {
        return all(SearchQuery.of("PractitionerRole").where(parameter, value), PractitionerRole.class)
                .filter(role -> !role.hasActive() || role.getActive());
    }

    /** The keys of all who have the specialty. */
    private Set<String> keys(String specialty) {
        List<String> people = roles("specialty", specialty)
                .flatMap(role -> practitioner(role).stream())
                .distinct()
                .toList();
        Set<String> keys = new HashSet<>();
        for (int from = 0; from < people.size(); from += A_SEARCH) {
            String some = String.join(",", people.subList(from, Math.min(people.size(), from + A_SEARCH)));
            all(SearchQuery.of("Practitioner").where("_id", some), Practitioner.class)
                    .flatMap(each -> each.getIdentifier().stream())
                    .filter(identifier -> identifier.hasSystem() && identifier.hasValue())
                    .forEach(identifier -> keys.add(reader.key(identifier).text()));
        }
        return keys;
    }

    private static Optional<String> practitioner(PractitionerRole role) {
        String reference = Objects.toString(role.getPractitioner().getReference(), "");
        return reference.startsWith("Practitioner/")
                ? Optional.of(reference.substring("Practitioner/".length()))
                : Optional.empty();
    }

    private <T> Stream<T> all(SearchQuery query, Class<T> type) {
        StoreView everything = store.within(AccessScope.ALL);
        List<StoredResource> found = new ArrayList<>();
        SearchPage page = everything.search(query);
        found.addAll(page.matches());
        while (page.nextCursor() != null) {
            page = everything.search(query.where("_cursor", page.nextCursor()));
            found.addAll(page.matches());
        }
        return found.stream().map(store::parse).map(type::cast);
    }
}
