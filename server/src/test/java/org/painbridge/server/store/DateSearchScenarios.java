package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Timing;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;

/** The prefixes of FHIR R4 section 3.1.1.4.5 against values of every precision; the server's zone is Toronto. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DateSearchScenarios extends ServerScenarios {
    private Sample sample;

    @BeforeAll
    void store() {
        sample = sample();
        sample.put("year", at("2025"));
        sample.put("month", at("2025-03"));
        sample.put("day", at("2025-03-10"));
        sample.put("second", at("2025-03-10T09:30:00-04:00"));
        sample.put("period", during("2025-03-05", "2025-03-15"));
        sample.put("open", during("2025-03-20", null));
        sample.put("until", during(null, "2025-03-01"));
        sample.put("never", Observations.any());
    }

    @ParameterizedTest
    @CsvSource({
        "2025, year month day second period",
        "eq2025, year month day second period",
        "2025-03, month day second period",
        "2025-03-10, day second",
        "2025-03-10T09:30:00-04:00, second",
        "2025-03-10T13:30:00Z, second",
        "2025-03-10T13:30Z, second",
        "2025-03-10T09:30, second",
        "2025-03-10T09:30:00, second",
        "2025-03-10T09:30:00Z, ''",
        "ne2025-03-10, year month period open until",
        "gt2025-03-10, year month period open",
        "lt2025-03-10, year month period until",
        "ge2025-03-10, year month day second period open",
        "le2025-03-10, year month day second period until",
        "sa2025-03-10, open",
        "eb2025-03-10, until",
        "sa2025-03-04, day second period open",
        "eb2025-03-16, day second period until",
        "sa2025-03-10T09:29:59-04:00, second open",
        "'2025-03-10,2024', day second",
        "gt2030, open",
        "lt1990, until",
    })
    void datesCompareAsSpansOfTheirPrecision(String value, String expected) {
        assertThat(String.join(" ", sample.search("Observation", "date", value)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"ap2025-03-10, year month day second period open until", "ap2019-06-01, until"})
    void approximatelyIsATenthOfTheTimeUntilNow(String value, String expected) {
        assertThat(String.join(" ", sample.search("Observation", "date", value)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-3", "2025-02-30", "yesterday", "ge", "xx2025", "2025-03-10T25:00:00Z", "20250310"})
    void whatIsNoDateIsRefused(String value) {
        assertThat(http().get(sample.url("Observation", "date", value)))
                .isRefused(400, "invalid-search")
                .at("http.date")
                .saying("date", "2026-03-01", value);
    }

    /** R4 3.1.1.4.7: of a schedule only the outer limits matter, and an instant has no width. */
    @Test
    void schedulesCompareByTheirLimitsAndInstantsAsPoints() {
        Sample own = sample();
        Timing twice = new Timing();
        twice.addEventElement().setValueAsString("2025-03-01");
        twice.addEventElement().setValueAsString("2025-03-31");
        own.put("schedule", (Observation) Observations.any().setEffective(twice));
        own.put("instant", (Observation) Observations.any().setEffective(new InstantType("2025-03-10T13:30:00Z")));
        own.put("second", at("2025-03-10T13:30:00Z"));

        assertThat(own.search("Observation", "date", "2025-03-01")).isEmpty();
        assertThat(own.search("Observation", "date", "2025-03")).containsExactly("schedule", "instant", "second");
        assertThat(own.search("Observation", "date", "gt2025-03-10")).containsExactly("schedule");
        assertThat(own.search("Observation", "date", "2025-03-10T13:30:00.000Z"))
                .containsExactly("instant");
        assertThat(own.search("Observation", "date", "gt2025-03-10T13:30:00.000Z"))
                .containsExactly("schedule", "second");
    }

    private static Observation at(String time) {
        return (Observation) Observations.any().setEffective(new DateTimeType(time));
    }

    private static Observation during(String start, String end) {
        Period period = new Period();
        period.setStartElement(start == null ? null : new DateTimeType(start));
        period.setEndElement(end == null ? null : new DateTimeType(end));
        return (Observation) Observations.any().setEffective(period);
    }
}
