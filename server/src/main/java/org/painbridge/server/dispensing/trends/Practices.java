package org.painbridge.server.dispensing.trends;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Coding;
import org.painbridge.dispensing.DispensingEngine;
import org.painbridge.dispensing.DrugTable;
import org.painbridge.dispensing.DrugUses;
import org.painbridge.dispensing.trends.Indicators;
import org.painbridge.dispensing.trends.PracticeCount;
import org.painbridge.dispensing.trends.PracticeFigure;
import org.painbridge.dispensing.trends.Quarters;
import org.painbridge.server.store.FhirStore;

/** The figures of one practice beside those of others of the same specialty. All practices are counted together and kept for a while. */
final class Practices {
    private final FhirStore store;
    private final Population population;
    private final Peers peers;
    private final DispensingEngine engine;
    private final DrugUses uses;
    private final TrendSettings settings;
    private final Clock clock;
    private final Indicators measures = Indicators.ofPractices();
    private final PracticeTable table = new PracticeTable();

    Practices(
            FhirStore store,
            Population population,
            Peers peers,
            DispensingEngine engine,
            DrugTable drugs,
            TrendSettings settings,
            Clock clock) {
        this.store = store;
        this.population = population;
        this.peers = peers;
        this.engine = engine;
        this.uses = new DrugUses(drugs);
        this.settings = settings;
        this.clock = clock;
    }

    /** @param made when it was counted */
    record Report(
            String practitioner,
            Quarters period,
            Instant made,
            List<Coding> specialties,
            List<PracticeFigure> figures) {}

    Report of(String practitioner, Quarters period) {
        Instant made = ensure(period);
        List<Coding> specialties = peers.specialties(practitioner);
        Set<String> others = peers.others(practitioner, specialties);
        Map<String, Long> own = people(period, peers.keys(Set.of(practitioner))).getOrDefault(practitioner, Map.of());
        List<Map<String, Long>> theirs =
                List.copyOf(people(period, peers.keys(others)).values());
        return new Report(
                practitioner, period, made, specialties, PracticeFigure.of(measures, own, theirs, settings.least()));
    }

    private Map<String, Map<String, Long>> people(Quarters period, Map<String, Set<String>> keys) {
        List<String> all =
                keys.values().stream().flatMap(Set::stream).distinct().toList();
        Map<String, Map<String, Long>> byKey = store.query(connection -> table.people(connection, period, all));
        Map<String, Map<String, Long>> byPerson = new TreeMap<>();
        keys.forEach((person, own) -> {
            List<Map<String, Long>> found = new ArrayList<>();
            own.forEach(key -> Optional.ofNullable(byKey.get(key)).ifPresent(found::add));
            for (Map<String, Long> each : found) {
                Map<String, Long> sum = byPerson.computeIfAbsent(person, id -> new TreeMap<>());
                each.forEach((measure, number) -> sum.merge(measure, number, Long::sum));
            }
        });
        return byPerson;
    }

    private Instant ensure(Quarters period) {
        Optional<Instant> made = store.query(connection -> table.made(connection, period));
        Instant now = clock.instant();
        if (made.isPresent() && Duration.between(made.get(), now).compareTo(settings.practiceRefresh()) < 0) {
            return made.get();
        }
        PracticeCount count = new PracticeCount(measures, engine.pass(), uses, period);
        population.read(
                period.firstDay().minusDays(engine.lookBackDays()),
                period.lastDay(),
                now,
                false,
                (person, rows) -> count.add(rows));
        return store.write(transaction -> {
            transaction.lock("figures of practices");
            table.replace(transaction, period, count.people());
            return transaction.now();
        });
    }
}
