package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class BaseAddressTest {
    @ParameterizedTest
    @CsvSource({
        "https://fhir.example/fhir, evil.example, https://fhir.example/fhir",
        "https://fhir.example/fhir/, fhir.example, https://fhir.example/fhir",
        "https://fhir.example/pain/fhir, localhost, https://fhir.example/pain/fhir",
        "http://localhost:8080/fhir, evil.example, http://localhost:8080/fhir",
        "http://localhost:8080/fhir, 127.0.0.1.evil.example, http://localhost:8080/fhir",
        "http://localhost:8080/fhir, 127.0.0.1, http://127.0.0.1:9090/fhir",
        "http://localhost:8080/fhir, localhost, http://localhost:9090/fhir",
        "http://localhost:8080/fhir, [::1], http://[::1]:9090/fhir"
    })
    void onlyAServerForItsOwnMachineIsCalledAsItWasAsked(String set, String host, String expected) {
        BaseAddress address = new BaseAddress(set);

        assertThat(address.determineServerBase(null, request(host, "/fhir", "/Patient")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "https://fhir.example/fhir, /fhir/export/1, https://fhir.example/fhir/export/1",
        "https://fhir.example/r4, /fhir/export/1, https://fhir.example/r4/export/1",
        "https://fhir.example/fhir, /imaging-backtest/1, https://fhir.example/imaging-backtest/1",
        "http://localhost:8080/fhir, /fhir/export/1, http://localhost:9090/fhir/export/1"
    })
    void pagesBesideTheServerAreUnderTheSameAddress(String set, String path, String expected) {
        assertThat(new BaseAddress(set).ofPage(request("localhost", "", path))).isEqualTo(expected);
    }

    private static MockHttpServletRequest request(String host, String servlet, String path) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", servlet + path);
        request.setServerName(host);
        request.setServerPort(9090);
        request.setServletPath(servlet);
        request.setPathInfo(path);
        return request;
    }
}
