package org.painbridge.server.imaging.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.FhirHttp;
import org.painbridge.server.PostgresServerTest;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.imaging.AssessmentCall;

/** Stored orders by the hundred thousand, of 20,000 different cases and 200 clinics; a million by {@code -Dpainbridge.vectors=1000000}. */
@PostgresServerTest
class ManyVectorsPostgresIT extends ServerScenarios {
    private static final String MONTH = "199001";
    private static final int VECTORS = Integer.getInteger("painbridge.vectors", 200_000);

    @BeforeEach
    void store() {
        database().sql("""
            insert into imaging_case (case_key, procedure_key, indications, facts)
            select n, case when n % 2 = 0 then 'mr-lumbar-spine-wo' else 'xr-lumbar-spine' end,
              'http://snomed.info/sct|279039007',
              'adult=met;case-' || n || '=met;any-neurological-flag=' || case when n % 3 = 0 then 'met' else 'not-met' end
              || ';any-tumour-flag=not-met;any-infection-flag=not-met;any-fracture-flag=not-met;pain-six-weeks=not-met'
            from generate_series(1, 20000) n\
            """).update();
        database().sql("""
            insert into imaging_vector (case_key, month_no, clinic, age_from, sex, rurality, result)
            select 1 + n % 20000, 199001, 'clinic-' || n % 200, 10 * (n % 9),
              case when n % 2 = 0 then 'female' else 'male' end,
              case when n % 5 = 0 then 'rural' else 'urban' end, 'needs-data'
            from generate_series(1, ?) n\
            """).params(VECTORS).update();
    }

    @AfterEach
    void takeAway() {
        database().sql("delete from imaging_vector where month_no = " + MONTH).update();
        database()
                .sql("delete from imaging_case where case_key between 1 and 20000")
                .update();
    }

    @Test
    void manyStoredVectorsAreCompared() throws InterruptedException {
        String version = http().get("PlanDefinition/imaging-appropriateness")
                .json()
                .path("version")
                .asText();
        FhirHttp root = new FhirHttp(base().substring(0, base().length() - "/fhir".length()));
        Answer begun = http().post(
                        "PlanDefinition/$imaging-backtest",
                        AssessmentCall.without()
                                .value("baseline", "String", version)
                                .value("candidate", "String", version)
                                .value("periodStart", "Date", "1990-01-01")
                                .value("periodEnd", "Date", "1990-01-31")
                                .json(),
                        "Prefer",
                        "respond-async");
        String location = begun.header("Content-Location").orElseThrow();
        String path = location.substring(location.indexOf("imaging-backtest/"));
        for (int i = 0; i < 600 && root.get(path).status() == 202; i++) {
            Thread.sleep(100);
        }

        JsonNode report = root.get(path + "/report.ndjson").json();

        assertThat(total(report)).isEqualTo(VECTORS);
        double seconds = report.path("group")
                .findValues("measureScore")
                .getLast()
                .path("value")
                .asDouble();
        assertThat(seconds)
                .as("docs/benchmarks.md has the figure of a calm machine")
                .isPositive();
    }

    private static long total(JsonNode report) {
        long total = 0;
        for (JsonNode cell : report.at("/group/0/stratifier/0/stratum")) {
            total += cell.at("/population/0/count").asLong();
        }
        return total;
    }
}
