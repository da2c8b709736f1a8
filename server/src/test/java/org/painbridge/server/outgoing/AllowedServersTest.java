package org.painbridge.server.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedServersTest {
    private final AllowedServers allowed = new AllowedServers(
            "servers",
            List.of("https://ehr.example.org/fhir", "https://whole.example.org:8443/", "http://127.0.0.1:*/r4"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ehr.example.org/fhir",
                "https://EHR.example.org/fhir/",
                "https://ehr.example.org:443/fhir/tenant-1",
                "https://whole.example.org:8443",
                "https://whole.example.org:8443/any/path",
                "http://127.0.0.1:12345/r4",
            })
    void whatBeginsLikeAnEntryMayBeAsked(String server) {
        assertThat(allowed.allows(URI.create(server))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ehr.example.org/fhir",
                "https://ehr.example.org/",
                "https://ehr.example.org/fhirish",
                "https://ehr.example.org/fhir/../admin",
                "https://ehr.example.org/fhir/%2e%2e/admin",
                "https://ehr.example.org:8443/fhir",
                "https://ehr.example.org.evil.example/fhir",
                "https://user@ehr.example.org/fhir",
                "https://ehr.example.org/fhir?x=1",
                "https://ehr.example.org/fhir#x",
                "https://whole.example.org/",
                "http://localhost:12345/r4",
                "http://127.0.0.1:12345/",
                "https://127.0.0.1:12345/r4",
            })
    void nothingElseMayBeAsked(String server) {
        assertThat(allowed.allows(URI.create(server))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ehr.example.org/fhir",
                "https://ehr.example.org:*/fhir",
                "https://user:word@ehr.example.org",
                "https://ehr.example.org/fhir?x=1",
                "ftp://127.0.0.1/",
                "ehr.example.org",
                "https://",
                "",
            })
    void anEntryThatIsNotSafeIsRefused(String entry) {
        assertThatThrownBy(() -> new AllowedServers("servers", List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed server");
    }

    @Test
    void withoutEntriesNobodyMayBeAsked() {
        assertThat(new AllowedServers("servers", List.of()).allows(URI.create("https://ehr.example.org/fhir")))
                .isFalse();
    }
}
