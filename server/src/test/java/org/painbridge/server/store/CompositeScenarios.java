package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Group.GroupType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CompositeScenarios extends ServerScenarios {
    private static final String LOINC = "http://loinc.org";
    private static final String UCUM = "http://unitsofmeasure.org";
    private Sample sample;

    @BeforeAll
    void store() {
        sample = sample();
        sample.put("high", pressure("150", "80"));
        sample.put("normal", pressure("120", "75"));
        sample.put("crossed", pressure("75", "150"));
        Observation score = coded("72514-3");
        sample.put("seven", (Observation) score.setValue(quantity("7", "{score}")));
        Observation words = coded("72514-3");
        sample.put("words", (Observation) words.setValue(new StringType("Severe")));
        Observation answer = coded("72514-3");
        sample.put("answer", (Observation) answer.setValue(concept("urn:scale", "severe")));
        sample.put("smokers", group("smoker", "yes", "diabetic", "no"));
        sample.put("diabetics", group("smoker", "no", "diabetic", "yes"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Observation; component-code-value-quantity; 8480-6$gt140; high",
                "Observation; component-code-value-quantity; http://loinc.org|8480-6$gt100||mm[Hg]; high normal",
                "Observation; component-code-value-quantity; http://loinc.org|8462-4$150; crossed",
                "Observation; component-code-value-quantity; 8480-6$gt15|http://unitsofmeasure.org|kPa; high normal",
                "Observation; component-code-value-quantity; 8480-6$150,8462-4$75; high normal",
                "Observation; component-code-value-quantity; 72514-3$7; ''",
                "Observation; code-value-quantity; 72514-3$7; seven",
                "Observation; code-value-quantity; 72514-3$le7||{score}; seven",
                "Observation; code-value-quantity; 8480-6$gt140; ''",
                "Observation; combo-code-value-quantity; 8480-6$gt140,72514-3$ge7; high seven",
                "Observation; code-value-string; 72514-3$sev; words",
                "Observation; code-value-concept; 72514-3$urn:scale|severe; answer",
                "Observation; combo-code-value-concept; 72514-3$severe; answer",
                "Group; characteristic-value; smoker$yes; smokers",
                "Group; characteristic-value; urn:made-up|diabetic$yes; diabetics",
                "Group; characteristic-value; smoker$maybe; ''",
            })
    void bothValuesLieInOneElement(String type, String parameter, String value, String expected) {
        assertThat(String.join(" ", sample.search(type, parameter, value))).isEqualTo(expected);
    }

    @Test
    void aNewVersionIsFoundByItsOwnElementsOnly() {
        Sample own = sample();
        own.put("changed", pressure("150", "80"));
        Observation later = pressure("110", "70");
        later.setId(own.id("changed"));
        later.getMeta().addTag().setSystem("urn:painbridge:test").setCode(own.mark());
        assertThat(http().put("Observation/" + own.id("changed"), json(later))).hasStatus(200);

        assertThat(own.search("Observation", "component-code-value-quantity", "8480-6$150"))
                .isEmpty();
        assertThat(own.search("Observation", "component-code-value-quantity", "8480-6$110"))
                .containsExactly("changed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8480-6", "8480-6$", "$7", "8480-6$7$8", "8480-6$seven"})
    void whatIsNoPairIsRefused(String value) {
        assertThat(http().get(sample.url("Observation", "component-code-value-quantity", value)))
                .isRefused(400, "invalid-search")
                .at("http.component-code-value-quantity");
    }

    @Test
    void aCompositeHasNoOrder() {
        assertThat(http().get(sample.url("Observation", "_sort", "code-value-quantity")))
                .isRefused(400, "invalid-search")
                .at("http._sort");
    }

    private static Observation pressure(String systolic, String diastolic) {
        Observation observation = coded("85354-9");
        component(observation, "8480-6", systolic);
        component(observation, "8462-4", diastolic);
        return observation;
    }

    private static void component(Observation observation, String code, String value) {
        observation.addComponent().setCode(concept(LOINC, code)).setValue(quantity(value, "mm[Hg]"));
    }

    private static Observation coded(String code) {
        return Observations.any().setCode(concept(LOINC, code));
    }

    private static CodeableConcept concept(String system, String code) {
        return new CodeableConcept(new Coding(system, code, null));
    }

    private static Quantity quantity(String value, String unit) {
        Quantity quantity = new Quantity().setValue(new BigDecimal(value));
        return quantity.setSystem(UCUM).setCode(unit).setUnit(unit);
    }

    private static Group group(String... codesAndValues) {
        Group group = new Group().setType(GroupType.PERSON).setActual(true);
        for (int i = 0; i < codesAndValues.length; i += 2) {
            group.addCharacteristic()
                    .setExclude(false)
                    .setCode(concept("urn:made-up", codesAndValues[i]))
                    .setValue(concept("urn:made-up", codesAndValues[i + 1]));
        }
        return group;
    }
}
