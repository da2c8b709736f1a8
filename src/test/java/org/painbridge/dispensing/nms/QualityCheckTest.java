package org.painbridge.dispensing.nms;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.painbridge.clinical.Terminology;
import org.painbridge.dispensing.DrugTable;
import org.painbridge.dispensing.Library;
import org.painbridge.dispensing.nms.QualityCheck.Submitted;

class QualityCheckTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final String TABLETS = "00125121";
    private static final String PATCHES = "02282941";

    private final Terminology terminology = Library.TERMINOLOGY;
    private final QualityCheck check = new QualityCheck(NmsLimits.from(terminology), DrugTable.from(terminology));

    @Test
    void nothingIsOddAboutAnOrdinaryDispense() {
        assertThat(check.look(List.of(submitted("a", TABLETS, "60", 30, DAY)))).isEmpty();
    }

    @Test
    void theSameProductQuantityAndDayForOnePersonIsADuplicateOnceAndForAnotherIsNone() {
        Submitted other = new Submitted("c", "q", DAY, DAY, TABLETS, new BigDecimal("60"), "tablet", 30);

        Map<NmsReason, List<Submitted>> found = check.look(
                List.of(submitted("a", TABLETS, "60", 30, DAY), submitted("b", TABLETS, "60.0", 30, DAY), other));

        assertThat(found).containsOnlyKeys(NmsReason.POSSIBLE_DUPLICATE);
        assertThat(found.get(NmsReason.POSSIBLE_DUPLICATE))
                .extracting(Submitted::dispenseId)
                .containsExactly("b");
    }

    @Test
    void theEdgesAreThoseOfTheSubmission() {
        assertThat(reasons(submitted("a", TABLETS, "100", 100, DAY))).isEmpty();
        assertThat(reasons(submitted("a", TABLETS, "100", 101, DAY))).containsOnly(NmsReason.DAYS_IMPLAUSIBLE);
        assertThat(reasons(submitted("a", TABLETS, "60", 1, DAY))).isEmpty();
        assertThat(reasons(submitted("a", TABLETS, "61", 1, DAY))).containsOnly(NmsReason.QUANTITY_IMPLAUSIBLE);
        assertThat(reasons(submitted("a", TABLETS, "60", 30, DAY.plusDays(7)))).isEmpty();
        assertThat(reasons(submitted("a", TABLETS, "60", 30, DAY.plusDays(8)))).containsOnly(NmsReason.LATE);
        assertThat(reasons(submitted("a", "99999998", "60", 30, DAY))).containsOnly(NmsReason.DIN_UNKNOWN);
    }

    @Test
    void patchesThatCannotBeWornSoAreOdd() {
        assertThat(reasons(submitted("a", PATCHES, "10", 30, DAY))).isEmpty();
        assertThat(reasons(submitted("a", PATCHES, "1", 30, DAY))).containsOnly(NmsReason.PATCHES_IMPLAUSIBLE);
        assertThat(reasons(submitted("a", PATCHES, "31", 30, DAY))).containsOnly(NmsReason.PATCHES_IMPLAUSIBLE);
        assertThat(reasons(submitted("a", PATCHES, "1", 2, DAY))).containsOnly(NmsReason.PATCHES_IMPLAUSIBLE);
    }

    @Test
    void whatIsNotKnownIsNotOdd() {
        assertThat(reasons(new Submitted("a", "p", DAY, DAY, null, null, null, null)))
                .isEmpty();
    }

    private Iterable<NmsReason> reasons(Submitted one) {
        return check.look(List.of(one)).keySet();
    }

    private static Submitted submitted(String id, @Nullable String din, String quantity, int days, LocalDate received) {
        return new Submitted(id, "p", DAY, received, din, new BigDecimal(quantity), "tablet", days);
    }
}
