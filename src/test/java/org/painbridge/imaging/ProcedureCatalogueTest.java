package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.Terminology;

class ProcedureCatalogueTest {
    private static final Terminology TERMINOLOGY = new Terminology();
    private static final ProcedureCatalogue CATALOGUE = new ProcedureCatalogue(TERMINOLOGY);

    @ParameterizedTest
    @CsvSource({
        "http://loinc.org, 30679-5, mr-lumbar-spine-wo",
        "urn:oid:2.16.840.1.113883.6.1, 30679-5, mr-lumbar-spine-wo",
        "http://loinc.org, 26267-5, us-shoulder",
        "http://snomed.info/sct, 241641004, mr-knee",
        "urn:oid:2.16.840.1.113883.6.96, 394451000119106, mr-lumbar-spine-wo",
        "http://www.ama-assn.org/go/cpt, 72148, mr-lumbar-spine-wo",
        "urn:oid:2.16.840.1.113883.6.12, 70450, ct-head-wo",
        "http://radlex.org, RPID541, mr-lumbar-spine-wo",
        "http://www.radlex.org, RPID22, ct-head-wo",
        "http://cihi.ca/fhir/CodeSystem/cihi-cci, 3AN40VA, mr-brain",
        "https://painbridge.example/fhir/CodeSystem/imaging-procedure-key, xr-knee, xr-knee",
    })
    void aCodeOfAnOrderStandsForItsProcedure(String system, String code, String key) {
        assertThat(CATALOGUE.find(Code.of(system, code)).map(Procedure::key)).contains(key);
    }

    @ParameterizedTest
    @CsvSource({
        "http://loinc.org, 2951-2",
        "http://www.ama-assn.org/go/cpt, 73721",
        "http://snomed.info/sct, 113091000",
        "https://clinic.example/codes, MRL",
        "https://painbridge.example/fhir/CodeSystem/imaging-procedure-key, mr-moon",
    })
    void aCodeThatNamesNoSingleProcedureIsUnknown(String system, String code) {
        assertThat(CATALOGUE.find(Code.of(system, code))).isEmpty();
    }

    @Test
    void aSiteAddsItsOwnCodes() {
        Code local = Code.of("https://clinic.example/codes", "MRL");

        var catalogue = new ProcedureCatalogue(TERMINOLOGY, Map.of(local, "mr-lumbar-spine-wo"));

        assertThat(catalogue.find(local).map(Procedure::key)).contains("mr-lumbar-spine-wo");
    }

    @Test
    void aLocalCodeOfAnUnknownProcedureIsRefused() {
        Map<Code, String> local = Map.of(Code.of("https://clinic.example/codes", "MRM"), "mr-moon");

        assertThatThrownBy(() -> new ProcedureCatalogue(TERMINOLOGY, local))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mr-moon");
    }

    @Test
    void aProposalBearsTheLoincCodeOfExactlyItsMeaning() {
        assertThat(CATALOGUE.find("mr-knee-wo").flatMap(Procedure::loinc))
                .contains(Code.of("http://loinc.org", "30691-0"));
        assertThat(CATALOGUE.find("us-elbow").flatMap(Procedure::loinc)).isEmpty();
    }
}
