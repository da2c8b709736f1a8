package org.painbridge.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** What the trail says of a request that was refused before FHIR looked at it. */
class RequestLineTest {

    @ParameterizedTest
    @CsvSource({
        "GET, /fhir/Patient/anna, read, Patient/anna, anna",
        "GET, /fhir/Patient/anna/_history/2, vread, Patient/anna/_history/2, anna",
        "GET, /fhir/Patient/anna/_history, history-instance, Patient/anna, anna",
        "GET, /fhir/Patient/_history, history-type, Patient, ''",
        "GET, /fhir/_history, history-system, '', ''",
        "GET, /fhir/Condition?patient=anna, search-type, Condition, anna",
        "GET, /fhir/Condition?subject=Patient/anna, search-type, Condition, anna",
        "GET, /fhir/Patient/anna/Condition, search-type, Condition, anna",
        "GET, /fhir/Patient/anna/*, search-system, Patient/anna, anna",
        "GET, /fhir?_type=Patient, search-system, '', ''",
        "GET, /fhir/Patient/anna/$everything, operation, Patient/anna, anna",
        "POST, /fhir/Condition/_search, search-type, Condition, ''",
        "POST, /fhir/Patient/anna/_search, search-system, Patient/anna, anna",
        "POST, /fhir, transaction, '', ''",
        "POST, /fhir/Condition, create, Condition, ''",
        "PUT, /fhir/Patient/anna, update, Patient/anna, anna",
        "DELETE, /fhir/Patient/anna, delete, Patient/anna, anna",
        "GET, /fhir/export/x, operation, '', ''",
        "GET, /fhir/Nonsense/anna, read, '', ''",
        "GET, /fhir/Patient/%61nna, read, Patient, ''",
        "POST, /smart/launch, operation, '', ''"
    })
    void aRefusedRequestIsNotedByItsUrl(String method, String url, String kind, String target, String patient) {
        String[] parts = url.split("\\?", 2);
        MockHttpServletRequest request = new MockHttpServletRequest(method, parts[0]);
        request.setQueryString(parts.length > 1 ? parts[1] : null);

        RequestLine line = new RequestLine(request, null);

        assertThat(line.kind()).isEqualTo(kind);
        assertThat(AuditKinds.ALL).contains(kind);
        assertThat(line.target()).isEqualTo(target);
        assertThat(String.join(",", line.patients())).isEqualTo(patient);
    }

    @Test
    void whatLeadsOutOfTheBaseIsNoResource() {
        RequestLine line = new RequestLine(new MockHttpServletRequest("GET", "/fhirx/Patient/anna"), null);

        assertThat(line.target()).isEmpty();
        assertThat(line.patients()).isEmpty();
    }
}
