package org.painbridge.server.dispensing.trends;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.painbridge.dispensing.DispensingEngine;
import org.painbridge.dispensing.DrugTable;
import org.painbridge.dispensing.DrugUses;
import org.painbridge.dispensing.trends.AgeBands;
import org.painbridge.dispensing.trends.Cell;
import org.painbridge.dispensing.trends.Earlier;
import org.painbridge.dispensing.trends.Indicators;
import org.painbridge.dispensing.trends.Quarters;
import org.painbridge.dispensing.trends.Release;
import org.painbridge.dispensing.trends.Table;
import org.painbridge.dispensing.trends.TrendCount;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;

/**
 * Counts what is asked for, gives out what may be, and keeps that. All tables over a quarter are by what was known at one moment,
 * that of the first of them, so that late entries cannot be read off as a difference; a new edition moves the moment.
 */
final class Trends {
    private static final String LOCK = "releases of trends";
    private static final int MOST_CELLS = 5000;

    private final FhirStore store;
    private final Population population;
    private final DispensingEngine engine;
    private final DrugUses uses;
    private final Indicators indicators;
    private final TrendSettings settings;
    private final Clock clock;
    private final ZoneId zone;
    private final int definitions;
    private final AgeBands ages = AgeBands.fromClassPath();
    private final Ledger ledger = new Ledger();

    Trends(
            FhirStore store,
            Population population,
            DispensingEngine engine,
            DrugTable drugs,
            TrendSettings settings,
            Clock clock,
            ZoneId zone) {
        this.store = store;
        this.population = population;
        this.engine = engine;
        this.uses = new DrugUses(drugs);
        this.indicators = Indicators.fromClassPath();
        this.settings = settings;
        this.clock = clock;
        this.zone = zone;
        this.definitions = Objects.hash(
                indicators.all().stream().map(Object::toString).toList(),
                engine.pass().rules().stream()
                        .map(rule -> rule.key().toString())
                        .toList());
    }

    /** @param cells by indicator */
    record Released(Ledger.Entry entry, Map<String, List<Earlier>> cells) {}

    Indicators indicators() {
        return indicators;
    }

    int least() {
        return settings.least();
    }

    /** Whether it was given out before, and so takes no counting. */
    boolean isKnown(TrendRequest request) {
        return !request.newEdition()
                && store.query(connection -> ledger.find(connection, key(request)))
                        .isPresent();
    }

    /** As {@link #release} does: refuses quarters that are not over. */
    void requireOver(TrendRequest request) {
        requireOver(request.question().period(), settled());
    }

    Released release(TrendRequest request) {
        return release(request, UUID.randomUUID().toString());
    }

    /** @param id of what is given out if it is new: a job that was cut off comes again with the same, and gets the same */
    Released release(TrendRequest request, String id) {
        String key = key(request);
        Optional<Ledger.Entry> given = store.query(connection -> given(connection, request, key, id));
        if (given.isPresent()) {
            return released(given.get());
        }
        Optional<Ledger.Entry> known = store.query(connection -> ledger.find(connection, key));
        Quarters period = request.question().period();
        List<Ledger.Entry> before = store.query(connection -> ledger.overlapping(connection, period));
        Instant asOf = asOf(request, before);
        requireOver(period, asOf);
        List<Table> tables = count(request, before, asOf);
        Ledger.Entry entry = store.write(transaction -> {
            transaction.lock(LOCK);
            Optional<Ledger.Entry> meanwhile = given(transaction.connection(), request, key, id);
            if (meanwhile.isPresent()) {
                return meanwhile.get(); // Who counted the same gave it out first.
            }
            if (!ledger.overlapping(transaction.connection(), period).equals(before)) {
                throw new StoreProblem.Conflict("Another table of these quarters was given out meanwhile: try again");
            }
            Release release = Release.of(
                    tables,
                    new HashSet<>(request.indicators()),
                    ledger.cells(transaction.connection(), before),
                    settings.least());
            return switch (release) {
                case Release.Refused refused -> throw new StoreProblem.Conflict(reason(refused));
                case Release.Granted granted -> {
                    Ledger.Entry fresh = new Ledger.Entry(
                            id, key, known.map(each -> each.edition() + 1).orElse(1), period, asOf, transaction.now());
                    ledger.insert(transaction, fresh, granted.changes());
                    yield fresh;
                }
            };
        });
        return released(entry);
    }

    private Optional<Ledger.Entry> given(Connection connection, TrendRequest request, String key, String id)
            throws SQLException {
        return request.newEdition() ? ledger.read(connection, id) : ledger.find(connection, key);
    }

    private Released released(Ledger.Entry entry) {
        return new Released(entry, store.query(connection -> ledger.cells(connection, List.of(entry))));
    }

    private List<Table> count(TrendRequest request, List<Ledger.Entry> before, Instant asOf) {
        Quarters counted = before.stream()
                .map(Ledger.Entry::period)
                .reduce(request.question().period(), Quarters::with);
        Set<Cell> again = new HashSet<>();
        store.query(connection -> ledger.cells(connection, before))
                .values()
                .forEach(all -> all.forEach(each -> again.add(each.cell())));
        TrendCount count = new TrendCount(indicators, ages, engine.pass(), uses, request.question(), counted, again);
        LocalDate from = counted.firstDay().minusDays(engine.lookBackDays());
        boolean isAnybody = population.read(from, counted.lastDay(), asOf, true, count::add);
        if (!isAnybody
                && before.isEmpty()) { // As after a start: a table of zeros would stand for what was not looked at.
            throw new StoreProblem.Conflict("No dispense of these quarters was on record at " + asOf
                    + "; what was stored later does not count yet (painbridge.trends.settle): ask again later");
        }
        List<Table> tables = count.tables();
        if (tables.stream().anyMatch(table -> table.cells().size() > MOST_CELLS)) {
            throw OperationParameters.problem(
                    "dimension",
                    "The table has more than " + MOST_CELLS + " cells: ask for fewer dimensions or quarters");
        }
        return tables;
    }

    private Instant asOf(TrendRequest request, List<Ledger.Entry> before) {
        Optional<Instant> known = before.stream().map(Ledger.Entry::asOf).max(Instant::compareTo);
        return request.newEdition() || known.isEmpty() ? settled() : known.get();
    }

    /** What was stored until then, no transaction can add to. */
    private Instant settled() {
        return clock.instant().minus(settings.settle()).truncatedTo(ChronoUnit.MILLIS);
    }

    private void requireOver(Quarters period, Instant asOf) {
        Instant end = TrendRequest.requireOver(period, clock.instant(), zone);
        if (end.isAfter(asOf)) {
            throw new StoreProblem.Conflict(
                    "Of some of these quarters a table was given out before the others were over:"
                            + " ask for the others alone, or for a new edition");
        }
    }

    /** With all that the cells depend on beside what is asked for. */
    private String key(TrendRequest request) {
        int regions = new TreeMap<>(settings.regions()).hashCode();
        return request.text() + ";least=" + settings.least() + ";regions=" + Integer.toHexString(regions)
                + ";definitions=" + Integer.toHexString(definitions);
    }

    private static String reason(Release.Refused refused) {
        String indicators = String.join(", ", refused.indicators());
        return switch (refused.why()) {
            case SMALL_CHANGE ->
                "Of " + indicators
                        + " some figures differ from those given out before by so few people that the difference"
                        + " would tell of them: nothing new is given out; wait until more has changed";
            case TELLS_WITH_EARLIER ->
                "Together with tables given out before, the figures of " + indicators
                        + " would tell of few people, whatever is withheld: ask for fewer dimensions, or without them";
        };
    }
}
