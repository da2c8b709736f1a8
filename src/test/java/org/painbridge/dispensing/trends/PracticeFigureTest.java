package org.painbridge.dispensing.trends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.dispensing.Dispenses.LORAZEPAM_1;
import static org.painbridge.dispensing.Dispenses.dispense;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.painbridge.dispensing.DispenseRow;
import org.painbridge.dispensing.DrugUses;
import org.painbridge.dispensing.Library;

class PracticeFigureTest {
    private static final Indicators MEASURES = Indicators.ofPractices();

    @Test
    void theOwnRateStandsBesideTheQuartilesOfOthers() {
        PracticeFigure figure = figure("patients-50", own(40, 10), peers(10, 20, 30, 40, 50, 60, 70));

        assertThat(figure.rate()).contains(new BigDecimal("25.0"));
        assertThat(figure.peers())
                .contains(new PracticeFigure.Quartiles(
                        7, new BigDecimal("25.0"), new BigDecimal("40.0"), new BigDecimal("55.0")));
    }

    @Test
    void ofFewerThanSixOthersNothingIsTold() {
        assertThat(figure("patients-50", own(40, 10), peers(10, 20, 30, 40, 50)).peers())
                .isEmpty();
    }

    @Test
    void othersWithFewPatientsAreNotCounted() {
        List<Map<String, Long>> others = new java.util.ArrayList<>(peers(10, 20, 30, 40, 50));
        others.add(own(5, 5));

        assertThat(figure("patients-50", own(40, 10), others).peers()).isEmpty();
    }

    @Test
    void smallNumbersOfTheOwnAndTheirRestAreWithheld() {
        assertThat(figure("patients-50", own(40, 5), List.of()).count()).isEmpty();
        assertThat(figure("patients-50", own(40, 37), List.of()).count()).isEmpty();
        assertThat(figure("patients-50", own(40, 37), List.of()).rate()).isEmpty();
        assertThat(figure("patients-50", own(40, 0), List.of()).rate()).contains(new BigDecimal("0.0"));
        assertThat(figure("patients-50", own(0, 0), List.of()).rate()).isEmpty();
    }

    @Test
    void whatIsWithheldAsACountIsNoDenominatorOfAnother() {
        Map<String, Long> own = Map.of("opioid-patients", 25L, "new-starts", 21L, "starts-50", 7L);

        assertThat(figure("new-starts", own, List.of()).count()).isEmpty();
        assertThat(figure("starts-50", own, List.of()).whole()).isEmpty();
        assertThat(figure("starts-50", own, List.of()).rate()).isEmpty();
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            long patients = random.nextLong(60);
            long starts = random.nextLong(patients + 1);
            Map<String, Long> some = Map.of(
                    "opioid-patients",
                    patients,
                    "new-starts",
                    starts,
                    "starts-50",
                    random.nextLong(starts + 1),
                    "long-first-supplies",
                    random.nextLong(starts + 1));
            List<PracticeFigure> all = PracticeFigure.of(MEASURES, some, List.of(), 6);
            Map<String, PracticeFigure> byId =
                    all.stream().collect(Collectors.toMap(each -> each.measure().id(), each -> each));
            assertThat(all)
                    .filteredOn(each -> each.whole().isPresent())
                    .allMatch(
                            each -> byId.get(each.measure().rate().orElseThrow().of())
                                    .count()
                                    .isPresent());
        }
    }

    @Test
    void aPatientCountsOnceForEachWhoPrescribed() {
        PracticeCount count = new PracticeCount(
                MEASURES, Library.engine().pass(), new DrugUses(Library.DRUGS), Quarters.parse("2026-Q2"));
        LocalDate may = LocalDate.of(2026, 5, 1);

        count.add(List.of(
                DispenseRow.of(dispense("a")
                        .of("00125121")
                        .amount("60", "1")
                        .days(30)
                        .by("A")
                        .on(may)
                        .build()),
                DispenseRow.of(dispense("b").by("A").on(may.plusDays(20)).build()),
                DispenseRow.of(dispense("c")
                        .of(LORAZEPAM_1)
                        .by("B")
                        .on(may.plusDays(2))
                        .build())));

        assertThat(count.people())
                .isEqualTo(Map.of(
                        "licence|A", Map.of("opioid-patients", 1L, "new-starts", 1L, "long-first-supplies", 1L),
                        "licence|B", Map.of("co-prescription", 1L)));
    }

    private static Map<String, Long> own(long patients, long high) {
        return Map.of("opioid-patients", patients, "patients-50", high);
    }

    private static List<Map<String, Long>> peers(long... percent) {
        return LongStream.of(percent).mapToObj(each -> own(100, each)).toList();
    }

    private static PracticeFigure figure(String id, Map<String, Long> own, List<Map<String, Long>> others) {
        Optional<PracticeFigure> found = PracticeFigure.of(MEASURES, own, others, 6).stream()
                .filter(each -> each.measure().id().equals(id))
                .findFirst();
        return found.orElseThrow();
    }
}
