package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameIdsTest {
    @Test
    void theNumbersInStoredRowsNeverChange() {
        assertThat(NameIds.of("Patient")).isEqualTo(1_354_892_335);
        assertThat(NameIds.of("MedicationDispense.whenhandedover")).isEqualTo(917_691_061);
        assertThat(NameIds.ofSystem("http://loinc.org")).isEqualTo(-5_445_632_439_893_147_183L);
        assertThat(NameIds.ofSystem("mg")).isEqualTo(-5_951_160_077_926_125_554L);
    }

    @Test
    void noSystemIsZero() {
        assertThat(NameIds.ofSystem("")).isZero();
    }

    @Test
    void everyTypeAndParameterHasANumberOfItsOwn() {
        var parameters = new SearchParameters(FhirContext.forR4Cached(), ExposedTypes.NAMES, List.of());

        assertThat(parameters.names()).hasSizeGreaterThan(ExposedTypes.NAMES.size());
        assertThat(parameters.names().values()).doesNotHaveDuplicates();
    }
}
