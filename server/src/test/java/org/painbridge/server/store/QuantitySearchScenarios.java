package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class QuantitySearchScenarios extends ServerScenarios {
    private static final String UCUM = "http://unitsofmeasure.org";
    private Sample sample;
    private Sample bounded;

    @BeforeAll
    void store() {
        sample = sample();
        sample.put("low", measured("5.34", "mg"));
        sample.put("fits", measured("5.36", "mg"));
        sample.put("exact", measured("5.4", "mg"));
        sample.put("gram", measured("5.4", "g"));
        sample.put("hundred", measured("100", "mg"));
        sample.put("near", measured("108", "mg"));
        sample.put("negative", measured("-5.4", "mg"));
        sample.put("none", Observations.any());
        bounded = sample();
        bounded.put("under", bounded(QuantityComparator.LESS_THAN));
        bounded.put("over", bounded(QuantityComparator.GREATER_THAN));
    }

    @ParameterizedTest
    @CsvSource({
        "5.4, fits exact gram",
        "5.40, exact gram",
        "5.4|http://unitsofmeasure.org|mg, fits exact",
        "5.4||g, gram",
        "0.0054|http://unitsofmeasure.org|g, fits exact",
        "5400|http://unitsofmeasure.org|ug, exact",
        "gt0.1|http://unitsofmeasure.org|g, gram near",
        "lt0|http://unitsofmeasure.org|kg, negative",
        "5.4|http://unitsofmeasure.org|mL, ''",
        "5.4|urn:other|mg, ''",
        "5.4||kg, ''",
        "ne5.4||mg, low hundred near negative",
        "gt5.4, hundred near",
        "ge5.4, exact gram hundred near",
        "lt5.36, low negative",
        "le5.36, low fits negative",
        "sa100, near",
        "eb5.34, negative",
        "ap100, hundred near",
        "ap5.9||mg, low fits exact",
        "-5.4, negative",
        "54e-1, fits exact gram",
        "1e2, hundred near",
        "'5.4||g,100', gram hundred",
    })
    void quantitiesCompareAtTheWrittenPrecision(String value, String expected) {
        assertThat(String.join(" ", sample.search("Observation", "value-quantity", value)))
                .isEqualTo(expected);
    }

    /** An eGFR below 60 may be any number below it, and never 60. */
    @ParameterizedTest
    @CsvSource({
        "60, ''",
        "lt60, under",
        "gt60, over",
        "ge60, over",
        "le60, under",
        "eb60, under",
        "sa60, over",
        "ap50, under",
        "gt10, under over",
        "lt61||mL/min, under over",
        "lt0.03|http://unitsofmeasure.org|L/min, under",
        "ne60, under over",
    })
    void aComparatorMakesARangeOfAQuantity(String value, String expected) {
        assertThat(String.join(" ", bounded.search("Observation", "value-quantity", value)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "five",
                "5,4mg",
                "gt",
                "5.4|mg",
                "5.4|http://unitsofmeasure.org|mg|x",
                "|mg",
                "5.4|http://unitsofmeasure.org|",
                "1e999999999",
                "ap1e-999999999"
            })
    void whatIsNoQuantityIsRefused(String value) {
        assertThat(http().get(sample.url("Observation", "value-quantity", value)))
                .isRefused(400, "invalid-search")
                .at("http.value-quantity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400", "1e-400", "ap1e400"})
    void numbersBeyondAllMeasureFindNothing(String value) {
        assertThat(sample.search("Observation", "value-quantity", value)).isEmpty();
    }

    private static Observation bounded(QuantityComparator comparator) {
        Observation observation = measured("60", "mL/min");
        observation.getValueQuantity().setComparator(comparator);
        return observation;
    }

    private static Observation measured(String value, String unit) {
        Quantity quantity = new Quantity();
        quantity.setValue(new BigDecimal(value)).setUnit(unit).setSystem(UCUM).setCode(unit);
        return (Observation) Observations.any().setValue(quantity);
    }
}
