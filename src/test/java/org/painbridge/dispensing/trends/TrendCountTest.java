package org.painbridge.dispensing.trends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.painbridge.dispensing.Dispenses.LORAZEPAM_1;
import static org.painbridge.dispensing.Dispenses.NALOXONE_SPRAY;
import static org.painbridge.dispensing.Dispenses.NOT_IN_TABLE;
import static org.painbridge.dispensing.Dispenses.dispense;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.painbridge.dispensing.Circumstance;
import org.painbridge.dispensing.Dispense;
import org.painbridge.dispensing.DispenseRow;
import org.painbridge.dispensing.DrugUses;
import org.painbridge.dispensing.Library;
import org.painbridge.dispensing.UnplacedDispense;

class TrendCountTest {
    private static final String HYDROMORPH_CONTIN_12 = "02125366";
    private static final String MORPHINE_SLOW_RELEASE = "00125121";
    private static final Quarters YEAR = Quarters.parse("2026-Q1/2026-Q4");
    private static final Person KIM = new Person("K", "female", Optional.of(LocalDate.of(1980, 6, 1)));
    private static final LocalDate MAY_1 = LocalDate.of(2026, 5, 1);

    @Test
    void peopleAndVolumesAreCountedByTheKernelOfTheRules() {
        TrendCount count = count();

        count.add(
                KIM,
                rows(
                        dispense("a")
                                .of(MORPHINE_SLOW_RELEASE)
                                .amount("60", "1")
                                .days(30)
                                .on(MAY_1)
                                .build(),
                        dispense("b")
                                .of(LORAZEPAM_1)
                                .amount("10", "1")
                                .days(10)
                                .on(MAY_1.plusDays(5))
                                .build(),
                        dispense("c")
                                .of(NALOXONE_SPRAY)
                                .amount("2", "1")
                                .on(MAY_1.plusDays(6))
                                .build()));

        assertThat(totals(count))
                .containsEntry("dispenses", 2L)
                .containsEntry("people", 1L)
                .containsEntry("prescribers", 1L)
                .containsEntry("people-opioid-pain", 1L)
                .containsEntry("mme", 1_200_000L)
                .containsEntry("new-starts", 1L)
                .containsEntry("long-first-supplies", 1L)
                .containsEntry("overlap-days", 10L)
                .containsEntry("people-overlap", 1L)
                .containsEntry("people-naloxone", 1L)
                .containsEntry("people-naloxone-nasal", 1L)
                .containsEntry("dispenses-naloxone", 1L)
                .containsEntry("findings-g8", 1L)
                .doesNotContainKeys("starts-50", "people-50", "people-90", "people-dose-unknown");
    }

    /** Of methadone that may be for pain, where the record tells. */
    @Test
    void treatmentIsKnownByTheRecordToo() {
        TrendCount count = count(Dimension.DRUG);

        count.add(
                KIM,
                rows(
                        dispense("a")
                                .of("02247700")
                                .under(Circumstance.AGONIST_TREATMENT)
                                .on(MAY_1)
                                .build(),
                        dispense("b").of("02295709").by("B").on(MAY_1).build()));

        assertThat(totals(count))
                .containsEntry("people-opioid-agonist", 1L)
                .containsEntry("prescribers-agonist", 2L)
                .doesNotContainKeys("people-opioid-by-indication", "people-opioid-pain", "people-long-acting");
        Map<String, Long> byDrug = new TreeMap<>();
        table(count, "prescribers-agonist").cells().forEach((cell, tally) -> byDrug.put(cell.drug(), tally.value()));
        assertThat(byDrug).isEqualTo(Map.of(Cell.ALL, 2L, "methadone", 1L, "buprenorphine+naloxone", 1L));
    }

    @Test
    void aLongActingOpioidIsCountedByItsOwnDose() {
        TrendCount count = count();

        count.add(
                KIM,
                rows(dispense("a")
                        .of(HYDROMORPH_CONTIN_12)
                        .amount("180", "1")
                        .days(30)
                        .on(MAY_1)
                        .build()));
        count.add(
                KIM,
                rows(dispense("b")
                        .of(HYDROMORPH_CONTIN_12)
                        .amount("30", "1")
                        .days(30)
                        .on(MAY_1)
                        .build()));

        assertThat(totals(count)).containsEntry("people-long-acting", 2L).containsEntry("people-long-acting-90", 1L);
    }

    @Test
    void dosesAndDaysOfBothFallIntoTheirQuarters() {
        TrendCount count = count(Dimension.QUARTER);

        count.add(
                KIM,
                rows(dispense("a")
                        .of(MORPHINE_SLOW_RELEASE)
                        .amount("180", "1")
                        .days(30)
                        .on(LocalDate.of(2026, 6, 21))
                        .build()));

        Map<String, Long> people = byQuarter(count, "people-90");
        assertThat(people).isEqualTo(Map.of("2026-Q1/2026-Q4", 1L, "2026-Q2", 1L, "2026-Q3", 1L));
        assertThat(byQuarter(count, "starts-90")).isEqualTo(Map.of("2026-Q1/2026-Q4", 1L, "2026-Q2", 1L));
    }

    @Test
    void whatIsNotKnownIsACategoryAndNoDoseIsNoZero() {
        TrendCount count = count(Dimension.REGION, Dimension.AGE, Dimension.SEX, Dimension.DRUG);

        count.add(
                Person.UNKNOWN,
                rows(
                        dispense("a").of(NOT_IN_TABLE).on(MAY_1).build(),
                        dispense("b").unknownAmount().on(MAY_1.plusDays(1)).build()));

        Cell unknown = new Cell(Cell.UNKNOWN, YEAR, Cell.UNKNOWN, Cell.UNKNOWN, Cell.UNKNOWN);
        assertThat(table(count, "dispenses").cells()).containsEntry(unknown, new Tally(1, 1));
        assertThat(totals(count))
                .containsEntry("dispenses", 2L)
                .containsEntry("dispenses-without-dose", 1L)
                .containsEntry("people-dose-unknown", 1L)
                .doesNotContainKey("mme");
    }

    @Test
    void whatHasNoCertainDayIsCountedApart() {
        TrendCount count = count();
        UnplacedDispense unplaced = dispense("a").on(MAY_1).until(MAY_1.plusDays(9), UnplacedDispense.Why.DAY_UNKNOWN);

        count.add(KIM, List.of(DispenseRow.of(unplaced)));

        assertThat(totals(count)).isEqualTo(Map.of("dispenses-without-day", 1L));
    }

    @Test
    void whoHasABirthdayInAQuarterIsInOneBandOfIt() {
        TrendCount count = count(Dimension.AGE);
        Person turning = new Person("K", "male", Optional.of(LocalDate.of(2001, 5, 2)));

        count.add(
                turning,
                rows(
                        dispense("a").on(MAY_1).build(),
                        dispense("b").on(MAY_1.plusDays(1)).build()));

        assertThat(table(count, "people").cells().keySet())
                .extracting(Cell::age)
                .containsExactlyInAnyOrder(Cell.ALL, "18-24");
        assertThat(totals(count)).containsEntry("people", 1L);
    }

    @Test
    void earlierDispensesDecideWhatIsAStartAndAreNotCounted() {
        TrendCount count = count();

        count.add(
                KIM,
                rows(
                        dispense("a").on(LocalDate.of(2025, 12, 1)).build(),
                        dispense("b").on(LocalDate.of(2026, 1, 10)).build()));

        assertThat(totals(count)).containsEntry("dispenses", 1L).doesNotContainKey("new-starts");
    }

    @Test
    void aPostalCodeIsPlacedByItsLongestBeginningThatIsKnown() {
        PostalRegions regions = new PostalRegions(Map.of("K", "east", "K1", "ottawa"));

        assertThat(regions.of(Optional.of("k1a 0b1"))).isEqualTo("ottawa");
        assertThat(regions.of(Optional.of("K7L 1A1"))).isEqualTo("east");
        assertThat(regions.of(Optional.of("V5K 0A1"))).isEqualTo(Cell.UNKNOWN);
        assertThat(regions.of(Optional.empty())).isEqualTo(Cell.UNKNOWN);
        assertThat(PostalRegions.fromClassPath().of(Optional.of("P3E 5J1"))).isEqualTo("P");
    }

    @Test
    void cellsOfEarlierTablesAreCountedAgain() {
        Cell spring = new Cell("K", Quarters.parse("2026-Q2"), Cell.ALL, Cell.ALL, Cell.ALL);
        Cell winter = new Cell("K", Quarters.parse("2026-Q1"), Cell.ALL, Cell.ALL, Cell.ALL);
        TrendCount count = new TrendCount(
                Indicators.fromClassPath(),
                AgeBands.fromClassPath(),
                Library.engine().pass(),
                new DrugUses(Library.DRUGS),
                new Question(YEAR, List.of()),
                YEAR,
                Set.of(spring, winter, Cell.all(YEAR)));

        count.add(KIM, rows(dispense("a").on(MAY_1).build()));

        assertThat(table(count, "people").again()).isEqualTo(Map.of(spring, new Tally(1, 1), winter, Tally.NONE));
        assertThat(table(count, "people").cells()).containsOnlyKeys(Cell.all(YEAR));
    }

    @Test
    void onlyWholeQuartersAreCounted() {
        assertThat(Quarters.between(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)))
                .hasToString("2026-Q1/2026-Q4")
                .isEqualTo(YEAR);
        assertThatThrownBy(() -> Quarters.between(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 3, 30)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCellIsReadAsItWasWritten() {
        Cell cell = new Cell("K", YEAR, "18-24", "female", "codeine+paracetamol");

        assertThat(Cell.parse(cell.text())).isEqualTo(cell);
    }

    private static TrendCount count(Dimension... by) {
        return new TrendCount(
                Indicators.fromClassPath(),
                AgeBands.fromClassPath(),
                Library.engine().pass(),
                new DrugUses(Library.DRUGS),
                new Question(YEAR, List.of(by)),
                YEAR,
                Set.of());
    }

    private static List<DispenseRow> rows(Dispense... dispenses) {
        return Arrays.stream(dispenses).map(DispenseRow::of).toList();
    }

    private static Table table(TrendCount count, String indicator) {
        return count.tables().stream()
                .filter(table -> table.indicator().id().equals(indicator))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Long> totals(TrendCount count) {
        Map<String, Long> totals = new TreeMap<>();
        for (Table table : count.tables()) {
            Tally total = table.cells().get(Cell.all(YEAR));
            if (total != null) {
                totals.put(table.indicator().id(), total.value());
            }
        }
        return totals;
    }

    private static Map<String, Long> byQuarter(TrendCount count, String indicator) {
        Map<String, Long> all = new TreeMap<>();
        table(count, indicator)
                .cells()
                .forEach((cell, tally) -> all.put(cell.quarters().toString(), tally.value()));
        return all;
    }
}
