package org.painbridge.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.painbridge.dispensing.Dispenses.JUNE_1;
import static org.painbridge.dispensing.Dispenses.PATIENT;
import static org.painbridge.dispensing.Dispenses.dispense;
import static org.painbridge.dispensing.Dispenses.history;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.painbridge.clinical.PatientRef;
import org.painbridge.dispensing.UnplacedDispense.Why;

class DispenseTest {

    @Test
    void aDispenseComesBackFromItsRowUnchanged() {
        Dispense full = dispense("d1").flagged(true).arrived(3).build();
        Dispense empty = dispense("d2")
                .ofUnknownProduct()
                .byUnknownPrescriber()
                .unknownAmount()
                .unknownDays()
                .build();

        assertThat(DispenseRow.of(full).dispense()).isEqualTo(full);
        assertThat(DispenseRow.of(empty).dispense()).isEqualTo(empty);
    }

    @Test
    void aDispenseWithoutAPlaceComesBackAsOne() {
        UnplacedDispense unplaced = dispense("d1").until(JUNE_1.plusDays(9), Why.DAY_UNKNOWN);

        DispenseRow row = DispenseRow.of(unplaced);

        assertThat(DispenseHistory.ofRows(PATIENT, List.of(row)).unplaced()).containsExactly(unplaced);
        assertThat(DispenseHistory.ofRows(PATIENT, List.of(row)).dispenses()).isEmpty();
        assertThatThrownBy(row::dispense).hasMessage("A dispense without a certain day: row d1");
    }

    @Test
    void aRowWithAQuantityAndNoUnitIsRefused() {
        assertThatThrownBy(() -> new DispenseRow(
                        "d1", "p1", null, null, null, null, BigDecimal.ONE, null, null, JUNE_1, null, 0, JUNE_1, null))
                .hasMessage("Quantity and unit are known or unknown together: row d1");
    }

    @Test
    void theOrderIsDayThenArrivalThenId() {
        Dispense early = dispense("z").on(JUNE_1.minusDays(1)).arrived(9).build();
        Dispense first = dispense("y").arrived(1).build();
        Dispense second = dispense("a").arrived(2).build();
        Dispense tied = dispense("b").arrived(2).build();

        assertThat(history(tied, second, first, early).dispenses()).containsExactly(early, first, second, tied);
    }

    @Test
    void aHistoryIsOfOnePatient() {
        assertThatThrownBy(() -> DispenseHistory.of(
                        new PatientRef("p2"), List.of(dispense("d1").build())))
                .hasMessage("A dispense of another patient: d1");
    }

    @Test
    void aDispenseIsInAHistoryOnce() {
        assertThatThrownBy(() -> history(dispense("d1").build(), dispense("d1").build()))
                .hasMessage("Two dispenses with the id d1");
    }

    @Test
    void whatNoDispenseCanHaveIsRefused() {
        assertThatThrownBy(() -> new Din("593451")).hasMessage("A DIN has eight digits: 593451");
        assertThatThrownBy(() -> new Amount(BigDecimal.ZERO, "tablet")).hasMessageContaining("more than zero");
        assertThatThrownBy(() -> new Supply(Optional.empty(), Optional.of(0)))
                .hasMessageContaining("less than one day");
        assertThatThrownBy(() -> DailyMme.of("-1")).hasMessage("MME per day is negative: -1");
    }

    @Test
    void everyMonitoredProductOfTheTableIsReadWhole() {
        assertThat(Library.DRUGS.products()).hasSize(109);
        assertThat(Library.DRUGS.products().stream().filter(Product::monitored)).hasSize(103);
        assertThat(Library.DRUGS.products())
                .allSatisfy(product -> assertThat(product.opioids())
                        .allSatisfy(
                                opioid -> assertThat(product.form().mmeForm()).isPresent()));
    }
}
