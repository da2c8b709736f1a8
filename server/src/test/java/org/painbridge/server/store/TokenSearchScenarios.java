package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TokenSearchScenarios extends ServerScenarios {
    private static final String LOINC = "http://loinc.org";
    private Sample sample;

    @BeforeAll
    void store() {
        sample = sample();
        sample.put("both", coded(new Coding(LOINC, "72514-3", null), new Coding("urn:local", "nrs", null)));
        sample.put("loinc", coded(new Coding(LOINC, "38208-5", null)));
        sample.put("bare", coded(new Coding(null, "nrs", null)));
        sample.put("text", Observations.any());
        Patient identified = new Patient().setActive(true).setGender(AdministrativeGender.FEMALE);
        identified.addIdentifier().setSystem("urn:made-up:chart").setValue("A|1,2");
        identified.addTelecom().setSystem(ContactPoint.ContactPointSystem.PHONE).setValue("555-0100");
        sample.put("identified", identified);
        sample.put("unidentified", new Patient().setActive(false));
    }

    @Test
    void anIdentifierInTwoSpellingsIsFoundOnce() {
        Patient twice = new Patient();
        twice.addIdentifier().setSystem("urn:made-up:spelling").setValue("AB-1");
        twice.addIdentifier().setSystem("urn:made-up:spelling").setValue("ab-1");
        sample.put("twice", twice);

        var page = sample.answer("Patient", "identifier", "urn:made-up:spelling|Ab-1", "_total", "accurate")
                .json();

        assertThat(sample.names(page, "match")).containsExactly("twice");
        assertThat(page.path("total").asInt()).isEqualTo(1);
    }

    @Test
    void aCodingWithoutACodeIsFoundByItsSystemAndIsNotMissing() {
        Sample own = sample();
        own.put("system", coded(new Coding(LOINC, null, "Pain")));
        Observation displayed = Observations.any();
        displayed.setCode(null).getCode().addCoding().setDisplay("Pain");
        own.put("displayed", displayed);

        assertThat(own.search("Observation", "code", LOINC + "|")).containsExactly("system");
        assertThat(own.search("Observation", "code:not", LOINC + "|")).containsExactly("displayed");
        assertThat(own.search("Observation", "code:missing", "false")).containsExactly("system", "displayed");
        assertThat(own.search("Observation", "_sort", "code,-_id")).containsExactly("system", "displayed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Observation; code; 72514-3; both",
                "Observation; code; http://loinc.org|72514-3; both",
                "Observation; code; urn:local|72514-3; ''",
                "Observation; code; http://loinc.org|; both loinc",
                "Observation; code; |nrs; bare",
                "Observation; code; nrs; both bare",
                "Observation; code; 72514-3,38208-5; both loinc",
                "Observation; code:not; nrs; loinc text",
                "Observation; code:not; http://loinc.org|38208-5; both bare text",
                "Observation; code:missing; true; ''",
                "Observation; code:missing; false; both loinc bare text",
                "Observation; category:missing; true; both loinc bare text",
                "Observation; code; |; bare",
                "Observation; status; final; both loinc bare text",
                "Observation; status; preliminary; ''",
                "Patient; gender; female; identified",
                "Patient; gender; http://hl7.org/fhir/administrative-gender|female; identified",
                "Patient; gender:not; male; identified unidentified",
                "Patient; active; true; identified",
                "Patient; active; false; unidentified",
                "Patient; phone; 555-0100; identified",
                "Patient; identifier; urn:made-up:chart|A\\|1\\,2; identified",
                "Patient; identifier; A\\|1\\,2; identified",
                "Patient; identifier; urn:made-up:chart|A; ''",
            })
    void tokensCompareBySystemAndCode(String type, String parameter, String value, String expected) {
        assertThat(String.join(" ", sample.search(type, parameter, value))).isEqualTo(expected);
    }

    @Test
    void aTokenOfThreePartsIsRefused() {
        assertThat(http().get(sample.url("Observation", "code", "http://loinc.org|72514-3|x")))
                .isRefused(400, "invalid-search")
                .at("http.code")
                .saying("system|code");
    }

    private static Observation coded(Coding... codings) {
        Observation observation = Observations.any();
        for (Coding coding : codings) {
            observation.getCode().addCoding(coding);
        }
        return observation;
    }
}
