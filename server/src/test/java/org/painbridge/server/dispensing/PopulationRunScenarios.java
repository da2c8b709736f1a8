package org.painbridge.server.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.FhirHttp;
import org.painbridge.server.ScopedCallers;
import org.painbridge.server.store.AccessScope;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code $population-run}; docs/operations/population-run.md. */
abstract class PopulationRunScenarios extends MonitoringScenarios {
    private static final String RUN = "$population-run";
    private static final List<String> PRODUCTS = List.of(HYDROMORPHONE_4_MG, "00655759", "02295709", "00000001");

    @Autowired
    private ScopedCallers callers;

    private final Random random = new Random(25);
    private final List<String> dispenses = new ArrayList<>();

    @Test
    void aRunFindsWhatWasFoundOneByOneAndNamesWhatWasNot() {
        for (int i = 0; i < 30; i++) {
            happen(i);
        }

        JsonNode report = report(run("{\"resourceType\":\"Parameters\"}"));

        assertThat(report.path("dispenses").asLong()).isGreaterThanOrEqualTo(dispenses.size());
        assertThat(report.at("/rules/N1/version").asText()).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(report.at("/rules/N1/news").asLong()).isPositive();
        assertThat(report.at("/comparedWithRecord/compared").asBoolean()).isTrue();
        assertThat(differences(report)).isEmpty();
        String told = database()
                .sql("select dispense_id from dispense where patient_id = ? and findings like '%N1:%'")
                .param(patient)
                .query(String.class)
                .list()
                .getFirst();
        List<String> changed =
                withoutFindings(told, () -> differences(report(run("{\"resourceType\":\"Parameters\"}"))));
        assertThat(changed).contains("MedicationDispense/" + told + " N1 only-in-the-run");
        assertThat(new FhirHttp(base().replace("/fhir", "")).get("metrics").text())
                .contains("painbridge_population_differences_total");
    }

    @Test
    void aRunAsOfAnEarlierMomentSeesWhatWasKnownThenAndIsNotCompared() throws InterruptedException {
        http().put("Patient/" + patient, """
                {"resourceType":"Patient","id":"%s","address":[{"postalCode":"K7L 1A1"}]}""".formatted(patient));
        post("900001", "2026-11-01");
        Instant then = momentAfter();
        post("900002", "2026-11-02");
        Instant later = momentAfter();

        JsonNode earlier = report(run(asOf(then)));

        assertThat(report(run(asOf(later))).path("dispenses").asLong())
                .isEqualTo(earlier.path("dispenses").asLong() + 1);
        assertThat(earlier.path("asOf").asText()).isEqualTo(then.toString());
        assertThat(earlier.path("regions")).extracting(JsonNode::asText).contains("K");
        assertThat(earlier.at("/comparedWithRecord/compared").asBoolean()).isFalse();
    }

    @Test
    void whatIsNoRequestForARunIsRefused() {
        assertThat(http().post(RUN, "{\"resourceType\":\"Parameters\"}")).isRefused(400, "async-only");
        assertThat(http().post(RUN, asOf(Instant.now().plusSeconds(3600)), "Prefer", "respond-async"))
                .isRefused(400, "invalid-parameter")
                .saying("a moment that has been");
    }

    @Test
    void whoMayNotSeeEverythingSeesNoRun() {
        String url = run("{\"resourceType\":\"Parameters\"}");
        report(url);

        assertThat(root().get(url, callers.header(AccessScope.NOTHING))).isRefused(404, "not-found");
        assertThat(root().delete(url)).hasStatus(202);
        assertThat(root().get(url)).isRefused(404, "not-found");
    }

    /** Dispenses of today and late ones, corrections, reversals. */
    private void happen(int number) {
        LocalDate today = LocalDate.of(2026, 6, 1).plusDays(number * 2L);
        boolean isLate = random.nextInt(4) == 0;
        String day = (isLate ? today.minusDays(random.nextInt(40)) : today).toString();
        String prescriber = "90000" + random.nextInt(5);
        String json = dispense(prescriber, day, PRODUCTS.get(random.nextInt(PRODUCTS.size())))
                .replace("PH-1", "PH-" + random.nextInt(4))
                .replace("\"value\":30", "\"value\":" + (1 + random.nextInt(60)));
        if (number > 5 && random.nextInt(4) == 0) {
            String old = dispenses.get(random.nextInt(dispenses.size()));
            if (random.nextBoolean()) {
                String corrected = json.replaceFirst("\\{", "{\"id\":\"" + old + "\",");
                assertThat(http().put("MedicationDispense/" + old, corrected)).hasStatus(200);
            } else {
                assertThat(http().delete("MedicationDispense/" + old)).hasStatus(204);
                dispenses.remove(old);
            }
        } else {
            dispenses.add(http().post("MedicationDispense", json).id());
        }
    }

    private <T> T withoutFindings(String dispense, java.util.function.Supplier<T> work) {
        String sql = "update dispense set findings = ? where dispense_id = ?";
        String before = database()
                .sql("select findings from dispense where dispense_id = ?")
                .param(dispense)
                .query(String.class)
                .single();
        database().sql(sql).params("", dispense).update();
        try {
            return work.get();
        } finally {
            database().sql(sql).params(before, dispense).update();
        }
    }

    /** Those about dispenses of this test. */
    private List<String> differences(JsonNode report) {
        assertThat(report.at("/comparedWithRecord/differences").asLong()).isLessThan(100);
        return StreamSupport.stream(report.at("/comparedWithRecord/first").spliterator(), false)
                .filter(each ->
                        dispenses.contains(each.path("dispense").asText().replace("MedicationDispense/", "")))
                .map(each -> each.path("dispense").asText() + " "
                        + each.path("rule").asText() + " " + each.path("kind").asText())
                .toList();
    }

    /** Later than what was stored before, earlier than what is stored next. */
    private static Instant momentAfter() throws InterruptedException {
        Thread.sleep(2);
        Instant moment = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Thread.sleep(2);
        return moment;
    }

    private static String asOf(Instant moment) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"asOf\",\"valueInstant\":\"" + moment
                + "\"}]}";
    }

    private String run(String body) {
        Answer answer = http().post(RUN, body, "Prefer", "respond-async");
        assertThat(answer).hasStatus(202);
        String url = answer.header("Content-Location").orElseThrow();
        return url.substring(url.indexOf("/population-run/") + 1);
    }

    private JsonNode report(String url) {
        Answer ended = Awaitility.await().until(() -> root().get(url), answer -> answer.status() != 202);
        assertThat(ended).hasStatus(200);
        return ended.json();
    }

    private FhirHttp root() {
        return new FhirHttp(base().replace("/fhir", ""));
    }
}
