package org.painbridge.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whom JSON is about, read from its bytes. */
class PatientIdsTest {

    @Test
    void referencesAreFoundWhereverTheyStand() {
        for (int shift = 0; shift < 16; shift++) {
            assertThat(ids(" ".repeat(shift) + "{\"subject\":{\"reference\":\"Patient/a-1.B\"},\"x\":1}"))
                    .containsExactly("a-1.B");
        }
        assertThat(ids("{\"reference\":\"Patient/1/_history/2\"},{\"reference\":\"Patient/2\"}"))
                .containsExactly("1", "2");
    }

    @Test
    void patientsInABundleAreFoundByTheirUrl() {
        assertThat(ids("{\"fullUrl\":\"http://localhost:8080/fhir/Patient/p\",\"resource\":{}}"))
                .containsExactly("p");
    }

    @Test
    void whatOnlyLooksLikeOneIsNone() {
        assertThat(ids("Patient/x")).isEmpty();
        assertThat(ids("{\"text\":\"\\\"reference\\\":\\\"Patient/x\"}")).isEmpty();
        assertThat(ids("{\"url\":\"http://x/Patient/x\"}")).isEmpty();
        assertThat(ids("{\"reference\":\"Patient?identifier=x\"}")).isEmpty();
        assertThat(ids("{\"reference\":\"Patient/\"}")).isEmpty();
        assertThat(ids("{\"reference\":\"https://elsewhere/Patient/x\"}")).isEmpty();
        assertThat(ids("Patient/")).isEmpty();
    }

    private static Set<String> ids(String json) {
        return PatientIds.in(json.getBytes(StandardCharsets.UTF_8));
    }
}
