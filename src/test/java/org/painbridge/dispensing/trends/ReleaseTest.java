package org.painbridge.dispensing.trends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.dispensing.trends.Dimension.REGION;
import static org.painbridge.dispensing.trends.Dimension.SEX;
import static org.painbridge.dispensing.trends.Populations.QUARTER;
import static org.painbridge.dispensing.trends.Populations.atom;
import static org.painbridge.dispensing.trends.Populations.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.Cases;

/** Whatever was ever shown, nobody can tell of what was withheld that it is within fewer people than the limit. */
class ReleaseTest {
    private static final int LEAST = 6;

    static Stream<Arguments> populations() {
        return Cases.of(80, Populations::random);
    }

    @ParameterizedTest
    @MethodSource("populations")
    void noWithheldCellOfATableCanBeTold(Map<Cell, Long> people) {
        Ledger ledger = new Ledger();

        ledger.release(again -> table(people, again, REGION, SEX));

        assertThat(ledger.told(people)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("populations")
    void noWithheldCellCanBeToldByAllTablesTogether(Map<Cell, Long> people) {
        Ledger ledger = new Ledger();

        ledger.release(again -> table(people, again, REGION));
        ledger.release(again -> table(people, again, SEX));
        ledger.release(again -> table(people, again, REGION, SEX));
        ledger.release(again -> table(people, again, SEX, REGION));

        assertThat(ledger.told(people)).isEmpty();
    }

    /** Who is counted in two quarters is counted once in both together: the sum of the quarters is more than the whole. */
    @ParameterizedTest
    @MethodSource("visitors")
    void norByTablesOfAQuarterAndOfBoth(Map<Visits, Long> people) {
        Ledger ledger = new Ledger();

        ledger.release(again -> Visits.table(people, again, Visits.BOTH, REGION));
        ledger.release(again -> Visits.table(people, again, Visits.BOTH, REGION, Dimension.QUARTER));
        ledger.release(again -> Visits.table(people, again, Visits.FIRST, REGION));
        ledger.release(again -> Visits.table(people, again, Visits.BOTH, Dimension.QUARTER, REGION));

        assertThat(ledger.told(Visits.kinds(people), Visits::isIn)).isEmpty();
    }

    static Stream<Arguments> visitors() {
        return Cases.of(60, Visits::random);
    }

    /** Else the laws above would prove nothing. */
    @Test
    void withholdingTheSmallCellsAloneTellsMostOfThem() {
        int told = 0;
        for (long seed = 0; seed < 50; seed++) {
            Map<Cell, Long> people = Populations.random(java.util.random.RandomGeneratorFactory.of("L64X128MixRandom")
                    .create(seed));
            Ledger naive = new Ledger();
            table(people, REGION, SEX)
                    .cells()
                    .forEach((cell, tally) -> naive.add(new Earlier(cell, tally, tally.people() < LEAST)));
            told += naive.told(people).isEmpty() ? 0 : 1;
        }

        assertThat(told).isGreaterThan(25);
    }

    @Test
    void aTableWithoutSmallCellsIsShownWhole() {
        Map<Cell, Long> people = Map.of(atom("K", "female"), 10L, atom("K", "male"), 12L, atom("M", "female"), 40L);

        Ledger ledger = new Ledger();
        ledger.release(again -> table(people, again, REGION, SEX));
        ledger.release(again -> table(people, again, SEX));

        assertThat(ledger.all).noneMatch(Earlier::withheld).hasSize(6 + 3);
    }

    @Test
    void besideASmallCellTheNextSmallestIsWithheld() {
        Map<Cell, Long> people = Map.of(
                atom("K", "female"), 3L, atom("L", "female"), 20L, atom("M", "female"), 400L, atom("N", "female"), 9L);

        Ledger ledger = new Ledger();
        ledger.release(again -> table(people, again, REGION));

        assertThat(ledger.all)
                .filteredOn(Earlier::withheld)
                .extracting(each -> each.cell().region())
                .containsExactlyInAnyOrder("K", "N");
    }

    @Test
    void rowsAndColumnsThatAreKnownLeaveFourCellsWithheld() {
        Map<Cell, Long> people = Map.of(
                atom("K", "female"),
                3L,
                atom("K", "male"),
                20L,
                atom("L", "female"),
                30L,
                atom("L", "male"),
                40L,
                atom("M", "female"),
                50L,
                atom("M", "male"),
                60L);
        Ledger ledger = new Ledger();
        ledger.release(again -> table(people, again, REGION));
        ledger.release(again -> table(people, again, SEX));

        ledger.release(again -> table(people, again, REGION, SEX));

        assertThat(ledger.all)
                .filteredOn(Earlier::withheld)
                .extracting(each -> each.cell().region() + " " + each.cell().sex())
                .containsExactlyInAnyOrder("K female", "K male", "L female", "L male");
    }

    @Test
    void aCellThatDiffersByFewFromWhatWasShownIsRefused() {
        Map<Cell, Long> people = Map.of(atom("K", "female"), 10L, atom("M", "female"), 40L);
        Map<Cell, Long> later = Map.of(atom("K", "female"), 12L, atom("M", "female"), 40L);
        Map<Cell, Long> muchLater = Map.of(atom("K", "female"), 16L, atom("M", "female"), 40L);
        Ledger ledger = new Ledger();
        ledger.release(again -> table(people, again, REGION));

        assertThat(ledger.release(again -> table(later, again, REGION)))
                .isEqualTo(new Release.Refused(Release.Why.SMALL_CHANGE, List.of("people")));
        assertThat(ledger.release(again -> table(later, again)))
                .isEqualTo(new Release.Refused(Release.Why.SMALL_CHANGE, List.of("people")));
        assertThat(ledger.release(again -> table(muchLater, again, REGION))).isInstanceOf(Release.Granted.class);
    }

    /** Else late entries of a quarter could be read off the year. */
    @Test
    void aCellOfAnotherEarlierTableThatDiffersByFewIsRefused() {
        Cell earlier = new Cell("K", QUARTER, Cell.ALL, "female", Cell.ALL);
        Map<Cell, Long> later = Map.of(atom("K", "female"), 12L, atom("M", "female"), 40L);
        Ledger ledger = new Ledger();
        ledger.add(new Earlier(earlier, new Tally(10, 10), false));

        assertThat(ledger.release(again -> table(later, again, REGION))).isInstanceOf(Release.Refused.class);
    }

    @Test
    void aCellThatNobodyIsInAnyMoreDiffersToo() {
        Map<Cell, Long> people = Map.of(atom("K", "female"), 9L, atom("M", "female"), 40L, atom("M", "male"), 3L);
        Map<Cell, Long> later = Map.of(atom("K", "female"), 9L, atom("M", "female"), 40L);
        Ledger ledger = new Ledger();
        ledger.release(again -> table(people, again, SEX));

        assertThat(ledger.release(again -> table(later, again, SEX))).isInstanceOf(Release.Refused.class);
    }

    @Test
    void tablesOfOtherPeriodsAreOtherCells() {
        Map<Cell, Long> people = Map.of(atom("K", "female"), 3L, atom("M", "female"), 40L, atom("N", "female"), 30L);
        Ledger ledger = new Ledger();
        ledger.release(again -> table(people, again, REGION));

        Question later = new Question(Quarters.parse("2026-Q2"), List.of(REGION));

        assertThat(later.has(Cell.all(QUARTER))).isFalse();
        assertThat(new Question(Quarters.parse("2026-Q1/2026-Q2"), List.of(REGION, Dimension.QUARTER))
                        .has(atom("K", "female").by(List.of(REGION, Dimension.QUARTER), QUARTER)))
                .isTrue();
        assertThat(ledger.release(again -> Populations.table(Populations.PEOPLE, later, again, people, List::of)))
                .isInstanceOf(Release.Granted.class);
    }

    @Test
    void aPartThatIsNearlyTheWholeIsWithheld() {
        Indicators indicators = Indicators.fromClassPath();
        Cell cell = Cell.all(QUARTER);
        Table whole = one(indicators.find("people-50").orElseThrow(), 20);
        Table part = one(indicators.find("people-90").orElseThrow(), 17);

        Release release = Release.of(List.of(whole, part), Set.of("people-50", "people-90"), Map.of(), LEAST);

        assertThat(release).isInstanceOfSatisfying(Release.Granted.class, granted -> {
            assertThat(granted.indicators().get(0).cells()).containsEntry(cell, Optional.of(new Tally(20, 20)));
            assertThat(granted.indicators().get(1).cells()).containsEntry(cell, Optional.empty());
        });
    }

    @Test
    void manyDispensesOfFewPeopleAreWithheld() {
        Indicator dispenses = Indicators.fromClassPath().find("dispenses").orElseThrow();
        Cell cell = Cell.all(QUARTER);
        Question question = new Question(QUARTER, List.of());
        List<Cell> many = Collections.nCopies(150, atom("K", "female"));
        Table table = Populations.table(dispenses, question, Set.of(), Map.of(atom("K", "female"), 2L), each -> many);

        Release release = Release.of(List.of(table), Set.of("dispenses"), Map.of(), LEAST);

        assertThat(release)
                .isInstanceOfSatisfying(
                        Release.Granted.class,
                        granted -> assertThat(granted.indicators().getFirst().cells())
                                .containsEntry(cell, Optional.empty()));
    }

    private static Table one(Indicator indicator, long people) {
        Question question = new Question(QUARTER, List.of());
        return Populations.table(indicator, question, Set.of(), Map.of(atom("K", "female"), people), List::of);
    }

    /** What was shown and withheld so far. */
    private static final class Ledger {
        private final List<Earlier> all = new ArrayList<>();

        void add(Earlier earlier) {
            all.add(earlier);
        }

        Release release(Function<Set<Cell>, Table> counted) {
            Table table = counted.apply(all.stream().map(Earlier::cell).collect(Collectors.toSet()));
            Map<String, List<Earlier>> before = new HashMap<>(Map.of("people", List.copyOf(all)));
            Release release = Release.of(List.of(table), Set.of("people"), before, LEAST);
            if (release instanceof Release.Granted granted) {
                all.addAll(granted.changes().getOrDefault("people", List.of()));
            }
            return release;
        }

        /** Withheld cells of few people that everything shown tells too much of. */
        List<Cell> told(Map<Cell, Long> people) {
            return told(people.keySet(), Cell::covers);
        }

        <A> List<Cell> told(Collection<A> kinds, BiPredicate<Cell, A> covers) {
            Map<Cell, Long> shown = new TreeMap<>();
            all.stream()
                    .filter(each -> !each.withheld())
                    .forEach(each -> shown.put(each.cell(), each.tally().people()));
            Attack<A> attack = new Attack<>(kinds, covers, shown);
            return all.stream()
                    .filter(each -> each.withheld() && each.tally().people() < LEAST)
                    .filter(each -> !shown.containsKey(each.cell()))
                    .filter(each -> attack.width(each.cell(), each.tally().people(), LEAST) < LEAST)
                    .map(Earlier::cell)
                    .distinct()
                    .toList();
        }
    }

    @Test
    void theSameTableIsTheSameRelease() {
        RandomGenerator random =
                java.util.random.RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        Map<Cell, Long> people = Populations.random(random);

        assertThat(new Ledger().release(again -> table(people, again, REGION, SEX)))
                .isEqualTo(new Ledger().release(again -> table(people, again, REGION, SEX)));
    }
}
