package org.painbridge.dispensing.trends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.dispensing.trends.Dimension.REGION;
import static org.painbridge.dispensing.trends.Dimension.SEX;
import static org.painbridge.dispensing.trends.Populations.QUARTER;
import static org.painbridge.dispensing.trends.Populations.atom;
import static org.painbridge.dispensing.trends.Populations.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
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
        return Cases.of(150, Populations::random);
    }

    @ParameterizedTest
    @MethodSource("populations")
    void noWithheldCellOfATableCanBeTold(Map<Cell, Long> people) {
        Ledger ledger = new Ledger();

        ledger.release(table(people, REGION, SEX));

        assertThat(ledger.told(people)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("populations")
    void noWithheldCellCanBeToldByAllTablesTogether(Map<Cell, Long> people) {
        Ledger ledger = new Ledger();

        ledger.release(table(people, REGION));
        ledger.release(table(people, SEX));
        ledger.release(table(people, REGION, SEX));
        ledger.release(table(people, SEX, REGION));

        assertThat(ledger.told(people)).isEmpty();
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
        ledger.release(table(people, REGION, SEX));
        ledger.release(table(people, SEX));

        assertThat(ledger.all).noneMatch(Earlier::withheld).hasSize(6 + 3);
    }

    @Test
    void besideASmallCellTheNextSmallestIsWithheld() {
        Map<Cell, Long> people = Map.of(
                atom("K", "female"), 3L, atom("L", "female"), 20L, atom("M", "female"), 400L, atom("N", "female"), 9L);

        Ledger ledger = new Ledger();
        ledger.release(table(people, REGION));

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
        ledger.release(table(people, REGION));
        ledger.release(table(people, SEX));

        ledger.release(table(people, REGION, SEX));

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
        ledger.release(table(people, REGION));

        assertThat(ledger.release(table(later, REGION)))
                .isEqualTo(new Release.Refused(Release.Why.SMALL_CHANGE, List.of("people")));
        assertThat(ledger.release(table(later)))
                .isEqualTo(new Release.Refused(Release.Why.SMALL_CHANGE, List.of("people")));
        assertThat(ledger.release(table(muchLater, REGION))).isInstanceOf(Release.Granted.class);
    }

    @Test
    void aCellThatNobodyIsInAnyMoreDiffersToo() {
        Map<Cell, Long> people = Map.of(atom("K", "female"), 9L, atom("M", "female"), 40L, atom("M", "male"), 3L);
        Map<Cell, Long> later = Map.of(atom("K", "female"), 9L, atom("M", "female"), 40L);
        Ledger ledger = new Ledger();
        ledger.release(table(people, SEX));

        assertThat(ledger.release(table(later, SEX))).isInstanceOf(Release.Refused.class);
    }

    @Test
    void aPartThatIsNearlyTheWholeIsWithheld() {
        Indicators indicators = Indicators.fromClassPath();
        Cell cell = Cell.all(QUARTER);
        Table whole = one(indicators.find("people-50").orElseThrow(), cell, 20);
        Table part = one(indicators.find("people-90").orElseThrow(), cell, 17);

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
        Table table =
                new Table(dispenses, Map.of(atom("K", "female"), new Tally(300, 2)), Map.of(cell, new Tally(300, 2)));

        Release release = Release.of(List.of(table), Set.of("dispenses"), Map.of(), LEAST);

        assertThat(release)
                .isInstanceOfSatisfying(
                        Release.Granted.class,
                        granted -> assertThat(granted.indicators().getFirst().cells())
                                .containsEntry(cell, Optional.empty()));
    }

    private static Table one(Indicator indicator, Cell cell, long people) {
        Tally tally = new Tally(people, people);
        return new Table(indicator, Map.of(atom("K", "female"), tally), Map.of(cell, tally));
    }

    /** What was shown and withheld so far. */
    private static final class Ledger {
        private final List<Earlier> all = new ArrayList<>();

        void add(Earlier earlier) {
            all.add(earlier);
        }

        Release release(Table table) {
            Map<String, List<Earlier>> before = new HashMap<>(Map.of("people", List.copyOf(all)));
            Release release = Release.of(List.of(table), Set.of("people"), before, LEAST);
            if (release instanceof Release.Granted granted) {
                all.addAll(granted.changes().getOrDefault("people", List.of()));
            }
            return release;
        }

        /** Withheld cells of few people that everything shown tells too much of. */
        List<Cell> told(Map<Cell, Long> people) {
            Map<Cell, Long> shown = new TreeMap<>();
            all.stream()
                    .filter(each -> !each.withheld())
                    .forEach(each -> shown.put(each.cell(), each.tally().people()));
            Attack attack = new Attack(people.keySet(), shown);
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

        assertThat(new Ledger().release(table(people, REGION, SEX)))
                .isEqualTo(new Ledger().release(table(people, REGION, SEX)));
    }
}
