package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CaseSheetTest {
    private final CaseSheet sheet =
            CaseSheet.of("mr-lumbar-spine-wo", "http://snomed.info/sct|279039007", "adult=met;fever=not-met");

    @Test
    void whatIsWrittenIsRead() {
        assertThat(CaseSheet.of(sheet.procedureKey(), sheet.indicationText(), sheet.factText()))
                .isEqualTo(sheet);
        assertThat(CaseSheet.of("xr-lumbar-spine", "", "").facts()).isEmpty();
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> CaseSheet.of("x", "", "adult")).hasMessageContaining("adult");
        assertThatThrownBy(() -> CaseSheet.of("x", "", "adult=perhaps")).hasMessageContaining("perhaps");
    }
}
