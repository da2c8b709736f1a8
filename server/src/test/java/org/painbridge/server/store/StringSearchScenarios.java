package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StringSearchScenarios extends ServerScenarios {
    private Sample sample;

    @BeforeAll
    void store() {
        sample = sample();
        sample.put("accents", person("Zoë", "Éluard-Imaginaire"));
        sample.put("plain", person("zoe", "ELUARD-IMAGINAIRE"));
        sample.put("longer", person("Zoelina", "Percent 100%_sure"));
        sample.put("comma", person("Other", "Fictive, Jr"));
        sample.put("nameless", new Patient());
        sample.put("wide", person("Wide", "\u5C71\uD842\uDFB7"));
        Patient housed = person("Housed", "Fictive");
        housed.addAddress(new Address().addLine("1 Imaginary Way").setCity("Sault  Ste. Marie"));
        sample.put("housed", housed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "name; zoe; accents plain longer",
                "given; ZOË; accents plain longer",
                "family; éluard; accents plain",
                "family; imaginaire; ''",
                "family:contains; IMAGINAIRE; accents plain",
                "family:contains; 100%_; longer",
                "family:contains; 1%s; ''",
                "family:exact; Éluard-Imaginaire; accents",
                "family:exact; éluard-imaginaire; ''",
                "family:exact; Éluard; ''",
                "family; fictive\\, jr; comma",
                "family; \u5C71; wide",
                "family; \u5C71\uD842\uDFB7; wide",
                "family; eluard,fictive; accents plain comma housed",
                "address-city; sault ste; housed",
                "address; imaginary; ''",
                "address:contains; imaginary; housed",
                "name:missing; true; nameless",
                "address:missing; false; housed",
            })
    void stringsCompareFromTheirBeginningWithoutCaseAndAccents(String parameter, String value, String expected) {
        assertThat(String.join(" ", sample.search("Patient", parameter, value))).isEqualTo(expected);
    }

    /** Its lower case depends on whether it ends a word. */
    @Test
    void aSigmaIsASigmaWhereverItStands() {
        Sample own = sample();
        own.put("upper", person("Fictive", "ΟΔΟΣ"));
        own.put("longer", person("Fictive", "Οδοσήμανση"));

        assertThat(own.search("Patient", "family", "οδος")).containsExactly("upper", "longer");
        assertThat(own.search("Patient", "family:contains", "Σ")).containsExactly("upper", "longer");
        assertThat(own.search("Patient", "family:exact", "ΟΔΟΣ")).containsExactly("upper");
    }

    /** Until {@code $reindex} has run. */
    @Test
    void namesAreAlsoFoundAsAnEarlierBuildIndexedThem() {
        Sample own = sample();
        own.put("old", person("Fictive", "Sørensen"));
        own.put("new", person("Fictive", "Sørensen"));
        int rows = database()
                .sql("update fhir_text set term = 'sørensen' where term = 'sorensen'"
                        + " and res_id in (select res_id from fhir_resource where fhir_id = ?)")
                .param(own.id("old"))
                .update();
        assertThat(rows).isPositive();

        for (String parameter : List.of("family", "name", "family:contains", "family:exact")) {
            assertThat(own.search("Patient", parameter, "Sørensen"))
                    .as(parameter)
                    .containsExactly("old", "new");
        }
        assertThat(own.search("Patient", "family:contains", "ØREN", "given", "fictive"))
                .containsExactly("old", "new");
        assertThat(own.search("Patient", "family", "sorensen")).containsExactly("new");
    }

    @Test
    void severalParametersMustAllHold() {
        assertThat(sample.search("Patient", "given", "zoe", "given", "zoelina")).containsExactly("longer");
        assertThat(sample.search("Patient", "given", "zoe", "family", "fictive"))
                .isEmpty();
    }

    private static Patient person(String given, String family) {
        Patient patient = new Patient();
        patient.addName().setFamily(family).addGiven(given);
        return patient;
    }
}
