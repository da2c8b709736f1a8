package org.painbridge.server.store.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle by the examples of R4's page on search, and that it notices every way in which an answer can be wrong. */
class SearchOracleTest {
    private static final OracleParts PARTS = new OracleParts(FhirContext.forR4Cached(), "http://here.example/fhir");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String CHART = """
            {"resourceType": "Bundle", "entry": [
              {"resource": {"resourceType": "Patient", "id": "eve", "active": true, "gender": "female",
                "name": [{"family": "Wünsch", "given": ["Evelyn"]}], "birthDate": "2013-01-14",
                "identifier": [{"system": "urn:card", "value": "A1"}]}},
              {"resource": {"resourceType": "Patient", "id": "sev", "gender": "male",
                "name": [{"given": ["Severine", "Ann"]}, {"given": ["Eve"]}], "birthDate": "2013",
                "link": [{"other": {"reference": "Patient/eve"}}]}},
              {"resource": {"resourceType": "Patient", "id": "nobody", "_gender": {"extension": [{"url": "urn:why"}]}}},
              {"resource": {"resourceType": "Observation", "id": "ten", "subject": {"reference": "Patient/eve"},
                "effectiveDateTime": "2013-01-14T10:00:00-05:00", "valueQuantity": {"value": 5.4, "code": "mg"},
                "code": {"coding": [{"system": "http://loinc.org", "code": "X"}]}}},
              {"resource": {"resourceType": "Observation", "id": "onwards",
                "subject": {"reference": "http://here.example/fhir/Patient/eve/_history/2"},
                "effectivePeriod": {"start": "2013-01-21"}, "valueQuantity": {"value": 5.449, "code": "g", "unit": "gram"},
                "component": [{"code": {"coding": [{"code": "s"}]}, "valueQuantity":
                    {"value": 2, "system": "http://unitsofmeasure.org", "code": "g"}},
                  {"code": {"coding": [{"code": "d"}]}, "valueQuantity": {"value": 3, "code": "g"}}],
                "code": {"text": "Fever"}, "hasMember": [{"reference": "Observation/ten"}]}},
              {"resource": {"resourceType": "Observation", "id": "timed", "subject": {"identifier": {"value": "A1"}},
                "effectiveTiming": {"event": ["2013-01-31", "2013-03-24"]}, "valueQuantity": {"value": 5.45},
                "code": {"coding": [{"code": "x"}]}}},
              {"resource": {"resourceType": "Observation", "id": "stage", "subject": {"display": "x"},
                "code": {"coding": [{"system": "http://snomed.info/sct", "code": "10"}]}}}]}
            """;

    private static final Question DATED =
            Question.of("Observation", "date:missing", "false", "_sort", "-date", "_include", "Observation:has-member");

    private final SearchOracle oracle = new SearchOracle(PARTS, chart(), ZoneId.of("America/Toronto"), NOW);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Patient; given; eve; eve sev",
                "Patient; given:contains; eve; eve sev",
                "Patient; given:contains; VER; sev",
                "Patient; given:exact; Eve; sev",
                "Patient; name; wunsch; eve",
                "Patient; gender; male; sev",
                "Patient; gender:not; male; eve nobody",
                "Patient; gender:missing; true; nobody",
                "Patient; identifier; urn:card|a1; eve",
                "Patient; identifier; |A1; ''",
                "Patient; identifier; urn:card|; eve",
                "Patient; _id; sev,eve; eve sev",
                "Patient; birthdate; 2013; eve sev",
                "Patient; birthdate; 2013-01-14; eve",
                "Patient; birthdate; ne2013-01; sev",
                "Patient; birthdate; lt2013-01-14T10:00; eve sev",
                "Patient; birthdate; gt2013-01-14T10:00; eve sev",
                "Patient; _has:Observation:patient:code; http://loinc.org|x; eve",
                "Patient; _has:Patient:link:gender; male; eve",
                "Patient; link.name; wünsch; sev",
                "Observation; date; 2013-01-14; ten",
                "Observation; date; ge2013-03-14; onwards timed",
                "Observation; date; le2013-01-21; ten onwards",
                "Observation; date; sa2013-01-30; timed",
                "Observation; date; sa2013-01-21; timed",
                "Observation; date; eb2013-03-25; ten timed",
                "Observation; date; eb2013-03-24; ten",
                "Observation; date; ap2013-02-10; ten onwards timed",
                "Observation; value-quantity; 5.4; ten onwards",
                "Observation; value-quantity; 5.40; ten",
                "Observation; value-quantity; 5.4||g; onwards",
                "Observation; value-quantity; gt5.4; onwards timed",
                "Observation; value-quantity; ap6; ten onwards timed",
                "Observation; value-quantity; ne5.4; timed",
                "Observation; subject; eve; ten onwards",
                "Observation; subject; Patient/eve; ten onwards",
                "Observation; subject; http://here.example/fhir/Patient/eve; ten onwards",
                "Observation; subject:Patient; eve; ten onwards",
                "Observation; subject:Group; eve; ''",
                "Observation; subject:identifier; A1; timed",
                "Observation; subject:Patient.name; eve; ten onwards",
                "Observation; has-member.subject.gender; female; onwards",
                "Observation; code:missing; true; ''",
                "Observation; subject:missing; true; ''",
                "Observation; date:missing; true; stage",
                "Observation; code; x; ten timed",
                "Observation; code; |x; timed",
                "Observation; code:text; fev; onwards",
                "Observation; code:text; ever; ''",
                "Observation; code:in; http://fiction.example/ValueSet/several; stage",
                "Observation; code:not-in; http://fiction.example/ValueSet/several; ten onwards timed",
                "Observation; code:below; http://snomed.info/sct|b; stage",
                "Observation; code:below; http://snomed.info/sct|10; stage",
                "Observation; code:above; http://snomed.info/sct|10; stage",
                "Observation; code:above; http://snomed.info/sct|b; ''",
                "Observation; value-quantity; 5.4||gram; onwards",
                "Observation; component-value-quantity; 2000|http://unitsofmeasure.org|mg; onwards",
                "Observation; component-value-quantity; 3|http://unitsofmeasure.org|g; ''",
                "Observation; code-value-quantity; x$5; ten timed",
                "Observation; component-code-value-quantity; s$2; onwards",
                "Observation; component-code-value-quantity; s$3; ''",
                "Observation; combo-code-value-quantity; d$gt2,x$gt7; onwards",
                "Observation; combo-code-value-quantity; x$lt5.41; ten",
            })
    void whatTheSpecificationSays(String type, String name, String value, String expected) {
        assertThat(ids(oracle.search(Question.of(type, name, value)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Patient, birthdate, sev eve nobody",
        "Patient, -birthdate, sev eve nobody",
        "Patient, 'given,_id', sev eve nobody",
        "Patient, -given, sev eve nobody",
        "Patient, -_id, sev nobody eve",
        "Patient, gender, eve sev nobody",
        "Observation, value-quantity, ten onwards timed stage",
        "Observation, 'patient,-date', onwards ten timed stage",
        "Observation, -patient, onwards ten stage timed",
    })
    void theOrderIsByTheLeastOrTheGreatestValue(String type, String sort, String expected) {
        assertThat(ids(oracle.search(Question.of(type, "_sort", sort)))).isEqualTo(expected);
    }

    @Test
    void aRightAnswerIsNotObjectedTo() {
        assertThat(oracle.objection(DATED, List.of(page("onwards timed", "ten"), page("ten", ""))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "one too few; onwards timed; ten; ''; ''",
                "another order; timed onwards; ten; ten; ''",
                "one twice; onwards timed; ten; timed ten; ''",
                "one that does not fit; onwards timed; ten; ten strange; ''",
                "nothing along; onwards timed; ''; ten; ''",
                "too much along; onwards timed; ten; ten; onwards",
                "along twice; onwards timed; ten ten; ten; ''",
            })
    void everyWrongAnswerIsNoticed(String how, String first, String with, String second, String withThat) {
        assertThat(oracle.objection(DATED, List.of(page(first, with), page(second, withThat))))
                .as(how)
                .hasValueSatisfying(text -> assertThat(text).startsWith("Observation?date:missing=false&"));
    }

    @Test
    void aWrongTotalIsNoticed() {
        Question question = Question.of("Patient", "gender", "male", "_total", "accurate");
        List<String> matches = List.of("Patient/sev");

        assertThat(oracle.objection(question, List.of(new Answered(matches, List.of(), 1L))))
                .isEmpty();
        assertThat(oracle.objection(question, List.of(new Answered(matches, List.of(), 2L))))
                .isPresent();
        assertThat(oracle.objection(question, List.of(new Answered(matches, List.of(), null))))
                .isPresent();
    }

    @Test
    void theOracleKnowsNothingOfTheStore() {
        var oracle = new ClassFileImporter().importPackagesOf(SearchOracle.class);

        ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.painbridge.server.store")
                .check(oracle);
    }

    /** Of observations. */
    private static Answered page(String matches, String included) {
        return new Answered(keys(matches), keys(included), null);
    }

    private static List<String> keys(String ids) {
        return Stream.of(ids.split(" "))
                .filter(id -> !id.isEmpty())
                .map(id -> "Observation/" + id)
                .toList();
    }

    private static String ids(List<String> keys) {
        return String.join(
                " ",
                keys.stream().map(key -> key.substring(key.indexOf('/') + 1)).toList());
    }

    private static Chart chart() {
        Bundle bundle = (Bundle) FhirContext.forR4Cached().newJsonParser().parseResource(CHART);
        return new Chart(bundle.getEntry().stream()
                .map(entry -> new Chart.Write(entry.getResource(), false))
                .map(write -> new Chart.Step(NOW, List.of(write)))
                .toList());
    }
}
