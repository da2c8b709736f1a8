package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileAnswerTest {
    @ParameterizedTest
    @CsvSource({
        "text/csv, text/csv",
        "'text/csv, application/fhir+json', text/csv",
        "'application/fhir+json, text/csv', ''",
        "'application/fhir+json;q=0.5, text/csv', text/csv",
        "'text/csv;q=0.4, application/xml;q=0.5', ''",
        "'*/*, text/csv', text/csv",
        "'text/html, TEXT/CSV;charset=utf-8;q=0.9', text/csv",
        "text/csv;q=0, ''",
        "'application/vnd.apache.parquet, text/csv', application/vnd.apache.parquet",
        "*/*, ''",
        "text/html, ''",
        "no media type, ''"
    })
    void aFileIsWantedWhereItIsPreferred(String accept, String expected) {
        SystemRequestDetails request = new SystemRequestDetails();
        request.addHeader("Accept", accept);

        assertThat(FileAnswer.wanted(request, "text/csv", "application/vnd.apache.parquet")
                        .orElse(""))
                .isEqualTo(expected);
    }

    @Test
    void withoutAPreferenceNoFileIsWanted() {
        assertThat(FileAnswer.wanted(new SystemRequestDetails(), "text/csv")).isEmpty();
    }
}
