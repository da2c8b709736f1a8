package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryUrlTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "Patient, Patient, -, false, -, -, -",
                "Patient/1, Patient, 1, false, -, -, -",
                "Patient?name=x, Patient, -, false, -, name=x, -",
                "Patient/?name=x, Patient, -, false, -, name=x, -",
                "Patient/1?_elements=id, Patient, 1, false, -, _elements=id, -",
                "?_type=Patient, '', -, false, -, _type=Patient, -",
                "_history, '', -, true, -, -, -",
                "Patient/_history?_count=1, Patient, -, true, -, _count=1, -",
                "Patient/1/_history, Patient, 1, true, -, -, -",
                "Patient/1/_history/2, Patient, 1, true, 2, -, -",
                "Patient/1/Observation?code=x, Observation, -, false, -, code=x, Patient/1",
                "Patient/1/*, *, -, false, -, -, Patient/1",
            })
    void saysWhereAReadLeads(
            String url, String type, String id, boolean history, String version, String query, String compartment) {
        assertThat(EntryUrl.ofRead(url)).contains(new EntryUrl(type, id, history, version, query, compartment));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Patient/1",
                "http://other.example/Patient/1",
                "../Patient/1",
                "Patient/1/2",
                "Patient/%2e%2e",
                "Patient/_history/1",
                "_history/1",
                "Patient/1/_history/",
                "Organization/1/*",
                "Patient/*",
                "*",
                "$export",
                "Patient/1/$everything",
                "",
            })
    void whatLeadsElsewhereIsNoPlaceOfTheStore(String url) {
        assertThat(EntryUrl.ofRead(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient/1/_history/2", "Patient/1/Observation", "_history", "?name=x", "Patient/1/*"})
    void aWriteLeadsToATypeOrAResource(String url) {
        assertThat(EntryUrl.ofWrite(url)).isEmpty();
        assertThat(EntryUrl.ofWrite("Patient?name=x"))
                .contains(new EntryUrl("Patient", null, false, null, "name=x", null));
    }
}
