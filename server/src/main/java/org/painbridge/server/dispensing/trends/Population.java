package org.painbridge.server.dispensing.trends;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.painbridge.dispensing.DispenseRow;
import org.painbridge.dispensing.trends.Cell;
import org.painbridge.dispensing.trends.Person;
import org.painbridge.dispensing.trends.PostalRegions;
import org.painbridge.server.dispensing.Monitoring;
import org.painbridge.server.dispensing.Monitoring.PopulationPage;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.SearchPage;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.StoredResource;

/** Reads all patients and their dispenses as they were known at a moment, some patients at a time. */
public final class Population {
    private static final int PATIENTS_A_PAGE = 100;
    private static final Set<String> SEXES = Set.of("female", "male", "other");

    private final FhirStore store;
    private final Monitoring monitoring;
    private final PostalRegions regions;
    private final ObjectMapper json = new ObjectMapper();

    Population(FhirStore store, Monitoring monitoring, PostalRegions regions) {
        this.store = store;
        this.monitoring = monitoring;
        this.regions = regions;
    }

    /** Takes a person with dispenses. */
    @FunctionalInterface
    interface Taker {
        void take(Person person, List<DispenseRow> rows);
    }

    /**
     * @param withPersons whether it matters who they are: else all are {@link Person#UNKNOWN}
     * @return whether there was anybody
     */
    boolean read(LocalDate from, LocalDate to, Instant at, boolean withPersons, Taker taker) {
        String after = "";
        boolean isAnybody = false;
        while (true) {
            String last = after;
            PopulationPage page =
                    store.query(connection -> monitoring.population(connection, last, PATIENTS_A_PAGE, from, to, at));
            if (page.patients().isEmpty()) {
                return isAnybody;
            }
            Map<String, List<DispenseRow>> rows = new HashMap<>();
            page.rows()
                    .forEach(row -> rows.computeIfAbsent(row.patient(), id -> new ArrayList<>())
                            .add(row));
            List<String> withRows =
                    page.patients().stream().filter(rows::containsKey).toList();
            Map<String, Person> persons = withPersons && !withRows.isEmpty() ? persons(withRows, at) : Map.of();
            isAnybody |= !withRows.isEmpty();
            for (String patient : withRows) {
                taker.take(persons.getOrDefault(patient, Person.UNKNOWN), rows.getOrDefault(patient, List.of()));
            }
            after = page.patients().getLast();
        }
    }

    /**
     * Where people live; without those of whom that is not known.
     *
     * @param ids of patients
     * @param at as it was known then
     */
    public Map<String, String> regions(List<String> ids, Instant at) {
        Map<String, String> regions = new HashMap<>();
        for (int from = 0; from < ids.size(); from += PATIENTS_A_PAGE) {
            persons(ids.subList(from, Math.min(ids.size(), from + PATIENTS_A_PAGE)), at)
                    .forEach((id, person) -> regions.put(id, person.region()));
        }
        regions.values().removeIf(Cell.UNKNOWN::equals);
        return regions;
    }

    private Map<String, Person> persons(List<String> ids, Instant at) {
        StoreView view = store.within(AccessScope.ALL);
        SearchQuery query =
                SearchQuery.of("Patient").where("_id", String.join(",", ids)).where("_count", "" + PATIENTS_A_PAGE);
        Map<String, Person> persons = new HashMap<>();
        SearchPage page = view.search(query);
        add(view, page, at, persons);
        while (page.nextCursor() != null) {
            page = view.search(query.where("_cursor", page.nextCursor()));
            add(view, page, at, persons);
        }
        return persons;
    }

    private void add(StoreView view, SearchPage page, Instant at, Map<String, Person> persons) {
        for (StoredResource stored : page.matches()) {
            asOf(view, stored, at).ifPresent(version -> persons.put(stored.id(), person(version)));
        }
    }

    /** Who moves must not be seen to move between two tables of one moment. */
    private static Optional<StoredResource> asOf(StoreView view, StoredResource current, Instant at) {
        StoredResource version = current;
        while (version.updated().isAfter(at) && version.version() > 1) {
            Optional<StoredResource> before = view.version("Patient", current.id(), version.version() - 1);
            if (before.isEmpty()) {
                return Optional.empty();
            }
            version = before.get();
        }
        return version.deleted() ? Optional.empty() : Optional.of(version);
    }

    private Person person(StoredResource stored) {
        try {
            JsonNode patient = json.readTree(stored.json());
            String sex = patient.path("gender").asText();
            return new Person(
                    regions.of(postalCode(patient)),
                    SEXES.contains(sex) ? sex : Cell.UNKNOWN,
                    day(patient.path("birthDate").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the first address that is not an old one. */
    private static Optional<String> postalCode(JsonNode patient) {
        for (JsonNode address : patient.path("address")) {
            boolean isOld = address.path("use").asText().equals("old")
                    || address.path("period").has("end");
            if (!isOld && address.hasNonNull("postalCode")) {
                return Optional.of(address.path("postalCode").asText());
            }
        }
        return Optional.empty();
    }

    /** A year alone is no birth date: the age could lie in two bands. */
    private static Optional<LocalDate> day(String text) {
        try {
            return text.length() == 10 ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
