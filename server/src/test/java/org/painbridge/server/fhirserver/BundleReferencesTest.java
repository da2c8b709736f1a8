package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.UrlType;
import org.hl7.fhir.r4.model.UuidType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.ErrorCode;

/** References that need no look-up in the store; conditional ones are in {@code TransactionScenarios}. */
class BundleReferencesTest {
    private static final String PATIENT = "urn:uuid:0c5f9a2e-6f3a-4c8e-9f5d-2b1f3b7c1d11";

    private final Observation observation = new Observation();
    private String fullUrl = "urn:uuid:5a1e3f0e-6f3a-4c8e-9f5d-2b1f3b7c1d12";

    @Test
    void aReferenceToAnEntryLeadsToWhereTheEntryIsStored() throws SQLException {
        observation.setSubject(new Reference(PATIENT)).addPerformer(new Reference(PATIENT));

        references(HTTPVerb.POST).resolve(null, Map.of(PATIENT, "Patient/1"));

        assertThat(observation.getSubject().getReference()).isEqualTo("Patient/1");
        assertThat(observation.getPerformerFirstRep().getReference()).isEqualTo("Patient/1");
    }

    /** Only a canonical is known by its own name. */
    @Test
    void whatLinksToAnEntryLeadsToWhereTheEntryIsStored() throws SQLException {
        observation
                .getText()
                .setDivAsString("<div><p><a href=\"" + fullUrl + "\">it</a><img src=\"" + fullUrl
                        + "\" alt=\"\"/><a href=\"#x\">x</a></p></div>");
        for (Type link : List.of(new UriType(fullUrl), new UrlType(fullUrl), new UuidType(fullUrl))) {
            observation.addExtension(new Extension("urn:made-up:link", link));
        }
        observation.addExtension(new Extension("urn:made-up:link", new CanonicalType(fullUrl)));
        observation.addExtension(new Extension("urn:made-up:link", new UriType(PATIENT)));
        BundleReferences references = references(HTTPVerb.POST);

        references.resolve(null, Map.of(fullUrl, "Observation/7"));
        references.resolve(null, Map.of(fullUrl, "Observation/8"));

        assertThat(observation.getExtension())
                .extracting(extension -> extension.getValue().primitiveValue())
                .containsExactly("Observation/8", "Observation/8", "Observation/8", fullUrl, PATIENT);
        assertThat(observation.getText().getDivAsString())
                .contains("href=\"Observation/8\"", "src=\"Observation/8\"", "href=\"#x\"")
                .doesNotContain("urn:uuid");
    }

    @Test
    void aSecondRunStartsFromTheReferencesAsTheyWereSent() throws SQLException {
        observation.setSubject(new Reference(PATIENT));
        BundleReferences references = references(HTTPVerb.PUT);

        references.resolve(null, Map.of(PATIENT, "Patient/1"));
        references.resolve(null, Map.of(PATIENT, "Patient/2"));

        assertThat(observation.getSubject().getReference()).isEqualTo("Patient/2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient/1", "http://other.example/fhir/Patient/1", "#contained"})
    void anyOtherReferenceStaysAsItIs(String reference) throws SQLException {
        observation.setSubject(new Reference(reference));

        references(HTTPVerb.POST).resolve(null, Map.of(PATIENT, "Patient/9"));

        assertThat(observation.getSubject().getReference()).isEqualTo(reference);
    }

    @Test
    void aReferenceToNoEntryIsRefusedWhereItStands() {
        observation.setSubject(new Reference(PATIENT));
        BundleReferences references = references(HTTPVerb.POST);

        EntryProblem problem =
                catchThrowableOfType(EntryProblem.class, () -> references.resolve(null, Map.of("urn:uuid:b", "X/1")));

        RequestProblem refusal = (RequestProblem) problem.problem();
        assertThat(refusal.code()).isEqualTo(ErrorCode.UNRESOLVED_REFERENCE);
        assertThat(problem.expression(refusal.expression())).isEqualTo("Bundle.entry[4].resource.subject");
    }

    @Test
    void aRelativeReferenceStaysOnTheServerOfItsEntry() throws SQLException {
        fullUrl = "http://other.example/fhir/Observation/o1";
        observation.setSubject(new Reference("Patient/1"));

        references(HTTPVerb.POST).resolve(null, Map.of("http://other.example/fhir/Patient/1", "Patient/9"));

        assertThat(observation.getSubject().getReference()).isEqualTo("Patient/9");
    }

    @Test
    void aRelativeReferenceOfAnotherServersEntryNeverReachesAResourceOfOurs() {
        fullUrl = "http://other.example/fhir/Observation/o1";
        observation.setSubject(new Reference("Patient/1"));
        BundleReferences references = references(HTTPVerb.POST);

        EntryProblem problem = catchThrowableOfType(EntryProblem.class, () -> references.resolve(null, Map.of()));

        assertThat(((RequestProblem) problem.problem()).code()).isEqualTo(ErrorCode.UNRESOLVED_REFERENCE);
        assertThat(problem).hasMessageContaining("http://other.example/fhir");
    }

    @Test
    void theVersionInAReferenceStays() throws SQLException {
        fullUrl = "http://other.example/fhir/Observation/o1";
        observation.setSubject(new Reference("Patient/1/_history/2"));

        references(HTTPVerb.POST).resolve(null, Map.of("http://other.example/fhir/Patient/1", "Patient/9"));

        assertThat(observation.getSubject().getReference()).isEqualTo("Patient/9/_history/2");
    }

    @Test
    void aRelativeReferenceOfAnOwnEntryIsOurs() throws SQLException {
        fullUrl = "http://own.example/fhir/Observation/o1";
        observation.setSubject(new Reference("Patient/1"));

        references(HTTPVerb.POST).resolve(null, Map.of());

        assertThat(observation.getSubject().getReference()).isEqualTo("Patient/1");
    }

    private BundleReferences references(HTTPVerb method) {
        BundleEntryComponent entry = new BundleEntryComponent().setResource(observation);
        observation.setId(method == HTTPVerb.PUT ? "o1" : null);
        entry.getRequest().setMethod(method).setUrl(method == HTTPVerb.PUT ? "Observation/o1" : "Observation");
        entry.setFullUrl(fullUrl);
        List<BundleEntry> entries = List.of(BundleEntry.of(4, entry));
        BundleRequest request = BundleRequest.inside("http://own.example/fhir");
        return new BundleReferences(entries, BundlePatches.of(entries, request), request.ownBases());
    }
}
