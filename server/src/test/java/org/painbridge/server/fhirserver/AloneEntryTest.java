package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.store.SearchQuery;
import org.springframework.mock.web.MockHttpServletRequest;

class AloneEntryTest {
    private static final Set<String> TYPES = Set.of("Patient", "MedicationDispense");
    private static final List<SearchShape> SHAPES = List.of(new SearchShape() {
        @Override
        public boolean isOf(String type, Set<String> names) {
            return type.equals("MedicationDispense") && names.containsAll(Set.of("patient.identifier", "b"));
        }

        @Override
        public Optional<Shaped> of(SearchQuery asked, RequestDetails request) {
            return Optional.empty();
        }
    });

    @ParameterizedTest
    @CsvSource({
        "GET, MedicationDispense?patient.identifier=x&b=y",
        "GET, MedicationDispense/?patient.identifier=x&b=y",
        "GET, MedicationDispense?patient%2Eidentifier=x&%62=y",
        "POST, MedicationDispense/_search?patient.identifier=x&b=y",
        "POST, MedicationDispense/_search?patient%2eidentifier=x&b=y"
    })
    void aSearchOfARegistryIsItsOwnRequestHoweverItIsWritten(HTTPVerb method, String url) {
        BundleEntryComponent entry = entry(method, url);

        assertThat(of(entry)).hasValueSatisfying(alone -> {
            assertThat(alone.method()).isEqualTo(HTTPVerb.GET);
            assertThat(alone.path()).startsWith("MedicationDispense").doesNotContain("_search");
        });
        assertThatThrownBy(() -> AloneEntry.refuse(2, entry, SHAPES))
                .isInstanceOf(EntryProblem.class)
                .hasMessageContaining("registry");
    }

    @Test
    void soIsOneWhoseParametersStandInAForm() {
        BundleEntryComponent entry = entry(HTTPVerb.POST, "MedicationDispense/_search?b=y");
        entry.setResource(new Binary()
                .setContentType("application/x-www-form-urlencoded")
                .setData("patient.identifier=x".getBytes(StandardCharsets.UTF_8)));

        assertThat(of(entry)).map(AloneEntry::query).hasValue("b=y&patient.identifier=x");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, MedicationDispense?patient.identifier=x",
        "GET, MedicationDispense?patient.identifier=x&b%=y",
        "GET, MedicationDispense/1?patient.identifier=x&b=y",
        "GET, Patient?patient.identifier=x&b=y",
        "POST, Patient/_search?b=y",
        "DELETE, MedicationDispense?patient.identifier=x&b=y"
    })
    void otherEntriesAreForTheStore(HTTPVerb method, String url) {
        BundleEntryComponent entry = entry(method, url);

        assertThat(of(entry)).isEmpty();
        AloneEntry.refuse(0, entry, SHAPES);
    }

    @Test
    void anEntryWithoutRequestIsForNobody() {
        BundleEntryComponent nowhere = new BundleEntryComponent();
        nowhere.getRequest().setMethod(HTTPVerb.GET);

        assertThat(of(new BundleEntryComponent())).isEmpty();
        assertThat(of(nowhere)).isEmpty();
    }

    @Test
    void aSearchWithAnotherBodyThanAFormIsRefusedAsThatEntry() {
        BundleEntryComponent entry = entry(HTTPVerb.POST, "Patient/_search");
        entry.setResource(new Parameters());

        assertThatThrownBy(() -> of(entry)).isInstanceOf(EntryProblem.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Patient?_elements=id, true",
        "Patient?%5Felements=id, true",
        "Patient?_summary, true",
        "Patient?_summary=count, false",
        "Patient?_summary=c%6Funt, false"
    })
    void aResourceInAnotherShapeIsNotTheStores(String url, boolean alone) {
        assertThat(of(entry(HTTPVerb.GET, url)).isPresent()).isEqualTo(alone);
    }

    /** Those of the batch are none of the entry. */
    @Test
    void aRequestHasNoParametersButThoseOfItsUrl() {
        MockHttpServletRequest batch = new MockHttpServletRequest("POST", "/fhir");
        batch.addParameter("_format", "xml");
        ServletRequestDetails details = new ServletRequestDetails();
        details.setServletRequest(batch);
        AloneEntry entry = of(entry(HTTPVerb.GET, "Patient?_elements=id")).orElseThrow();

        EntryRequest request = new EntryRequest(batch, details, entry, new byte[0]);

        assertThat(request.getParameter("_format")).isNull();
        assertThat(request.getParameterValues("_format")).isNull();
        assertThat(request.getParameterNames().hasMoreElements()).isFalse();
        assertThat(request.getParameterMap()).isEmpty();
        assertThat(request.getQueryString()).isEqualTo("_elements=id");
    }

    private static Optional<AloneEntry> of(BundleEntryComponent entry) {
        return AloneEntry.of(0, entry, TYPES, SHAPES);
    }

    private static BundleEntryComponent entry(HTTPVerb method, String url) {
        BundleEntryComponent entry = new BundleEntryComponent();
        entry.getRequest().setMethod(method).setUrl(url);
        return entry;
    }
}
