package org.painbridge.server.fhirserver;

import static java.util.Collections.frequency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.fhirserver.Entries.delete;
import static org.painbridge.server.fhirserver.Entries.entry;
import static org.painbridge.server.fhirserver.Entries.post;
import static org.painbridge.server.fhirserver.Entries.put;
import static org.painbridge.server.fhirserver.Entries.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerScenarios;

abstract class RaceScenarios extends ServerScenarios {
    private static final int RIVALS = 16;
    private static final String SYSTEM = "urn:made-up:race";

    @Test
    void oneOfManyConditionalCreatesCreates() throws Exception {
        String value = unique();
        String condition = "identifier=" + SYSTEM + "|" + value;

        List<Integer> statuses = race(i -> http().post("Patient", patient(value), "If-None-Exist", condition));

        assertThat(frequency(statuses, 201)).isEqualTo(1);
        assertThat(frequency(statuses, 200)).as("%s", statuses).isEqualTo(RIVALS - 1);
        assertThat(found(value)).isEqualTo(1);
    }

    @Test
    void oneOfManyConditionalUpdatesCreates() throws Exception {
        String value = unique();

        List<Integer> statuses = race(i -> http().put(byIdentifier(value), patient(value)));

        assertThat(frequency(statuses, 201)).as("%s", statuses).isEqualTo(1);
        assertThat(frequency(statuses, 200)).as("%s", statuses).isEqualTo(RIVALS - 1);
        assertThat(found(value)).isEqualTo(1);
    }

    @Test
    void conditionalCreatesAndUpdatesMakeOneResource() throws Exception {
        String value = unique();
        String condition = "_pretty=false&identifier=" + SYSTEM + "|" + value + "&active:missing=true";
        String update = "Patient?active:missing=true&identifier=" + SYSTEM + "%7C" + value;

        List<Integer> statuses = race(i -> i % 2 == 0
                ? http().post("Patient", patient(value), "If-None-Exist", condition)
                : http().put(update, patient(value)));

        assertThat(frequency(statuses, 201)).as("%s", statuses).isEqualTo(1);
        assertThat(frequency(statuses, 200)).as("%s", statuses).isEqualTo(RIVALS - 1);
        assertThat(found(value)).isEqualTo(1);
    }

    @Test
    void aConditionalUpdateNeverWritesOverWhatMatchesNoMore() throws Exception {
        String value = unique();
        String id = http().post("Patient", patient(value)).id();
        String other = "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\",\"active\":true}";

        List<Integer> statuses = race(
                i -> i % 2 == 0 ? http().put("Patient/" + id, other) : http().put(byIdentifier(value), patient(value)));

        assertThat(statuses).isSubsetOf(200, 201);
        assertThat(http().put(byIdentifier(value), patient(value)).id()).isNotEqualTo(id);
        assertThat(found(value)).isEqualTo(1);
        assertThat(http().get("Patient/" + id).json().path("active").asBoolean())
                .isTrue();
    }

    @Test
    void oneOfManyConditionalDeletesDeletes() throws Exception {
        String value = unique();
        String id = http().post("Patient", patient(value)).id();

        List<Integer> statuses = race(i -> http().delete(byIdentifier(value)));

        assertThat(statuses).containsOnly(204);
        assertThat(http().get("Patient/" + id + "/_history")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void oneOfManyTransactionsCreatesConditionally() throws Exception {
        String value = unique();
        Patient patient = context().newJsonParser().parseResource(Patient.class, patient(value));
        var entry = post(patient);
        entry.getRequest().setIfNoneExist("identifier=" + SYSTEM + "|" + value);
        String body = json(transaction(entry, post(new Patient().setActive(true))));

        List<Integer> statuses = race(i -> http().post("", body));

        assertThat(statuses).containsOnly(200);
        assertThat(found(value)).isEqualTo(1);
    }

    @Test
    void oneOfManyUpdatesOfAVersionWins() throws Exception {
        String id = unique();
        String body = "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}";
        http().put("Patient/" + id, body);

        List<Integer> statuses = race(i -> http().put("Patient/" + id, body, "If-Match", "W/\"1\""));

        assertThat(frequency(statuses, 200)).isEqualTo(1);
        assertThat(frequency(statuses, 412)).as("%s", statuses).isEqualTo(RIVALS - 1);
        assertThat(http().get("Patient/" + id)).hasHeader("ETag", "W/\"2\"");
    }

    @Test
    void everyOneOfManyUpdatesMakesAVersion() throws Exception {
        String id = unique();
        String body = "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}";

        List<Integer> statuses = race(i -> http().put("Patient/" + id, body));

        assertThat(frequency(statuses, 201)).as("%s", statuses).isEqualTo(1);
        assertThat(frequency(statuses, 200)).isEqualTo(RIVALS - 1);
        assertThat(http().get("Patient/" + id + "/_history")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(RIVALS);
    }

    @Test
    void transactionsOverTheSameResourcesInAnyOrderAllGoThrough() throws Exception {
        String a = unique();
        String b = unique();
        http().post(
                        "",
                        json(transaction(
                                put(a, new Patient().setActive(true)), put(b, new Patient().setActive(true)))));
        String forth = json(transaction(put(a, new Patient().setActive(true)), put(b, new Patient().setActive(true))));
        String back = json(transaction(put(b, new Patient().setActive(true)), put(a, new Patient().setActive(true))));

        List<Integer> statuses = race(i -> http().post("", i % 2 == 0 ? forth : back));

        assertThat(statuses).containsOnly(200);
        assertThat(http().get("Patient/" + a)).hasHeader("ETag", "W/\"" + (RIVALS + 1) + "\"");
        assertThat(http().get("Patient/" + b)).hasHeader("ETag", "W/\"" + (RIVALS + 1) + "\"");
    }

    @Test
    void referencesByConditionInAnyOrderWaitForNobody() throws Exception {
        List<String> values = Stream.generate(ServerScenarios::unique).limit(12).toList();
        values.forEach(value -> http().post("Patient", patient(value)));
        String forth = json(transaction(observations(values)));
        String back = json(transaction(observations(values.reversed())));

        List<Integer> statuses = race(i -> http().post("", i % 2 == 0 ? forth : back));

        assertThat(statuses).containsOnly(200);
    }

    @Test
    void conditionalCreatesInAnyOrderAndSpellingAllGoThrough() throws Exception {
        List<String> values = Stream.generate(ServerScenarios::unique).limit(12).toList();
        String forth = json(transaction(creates(values, "", "Patient?")));
        String back = json(transaction(creates(values, "Patient?", "")));

        List<Integer> statuses = race(i -> http().post("", i % 2 == 0 ? forth : back));

        assertThat(statuses).containsOnly(200);
        assertThat(values).allSatisfy(value -> assertThat(found(value)).isEqualTo(1));
    }

    @Test
    void conditionalUpdatesInAnyOrderAllGoThrough() throws Exception {
        List<String> values = Stream.generate(ServerScenarios::unique).limit(12).toList();
        String forth = json(transaction(updates(values)));
        String back = json(transaction(updates(values.reversed())));

        List<Integer> statuses = race(i -> http().post("", i % 2 == 0 ? forth : back));

        assertThat(statuses).containsOnly(200);
        assertThat(values).allSatisfy(value -> assertThat(found(value)).isEqualTo(1));
    }

    @Test
    void deletesAndUpdatesByIdAndByCriteriaInAnyOrderAllGoThrough() throws Exception {
        String a = unique();
        String b = unique();
        http().put("Patient/" + a, json(identified(a)));
        http().put("Patient/" + b, json(identified(b)));
        String forth = json(transaction(delete("Patient/" + b), put(a, identified(a))));
        String back = json(transaction(delete("Patient/" + a), put(b, identified(b))));
        Patient patient = identified(b);
        patient.setId(b);
        String criteria = json(transaction(
                delete(byIdentifier(a)), entry(HTTPVerb.PUT, byIdentifier(b)).setResource(patient)));

        List<Integer> statuses =
                race(i -> http().post("", List.of(forth, back, criteria).get(i % 3)));

        assertThat(statuses).containsOnly(200);
    }

    private static BundleEntryComponent[] updates(List<String> values) {
        return values.stream()
                .map(value -> entry(HTTPVerb.PUT, byIdentifier(value)).setResource(identified(value)))
                .toArray(BundleEntryComponent[]::new);
    }

    private static BundleEntryComponent[] observations(List<String> values) {
        return values.stream()
                .map(value -> post(TransactionScenarios.observation("Patient?identifier=" + SYSTEM + "|" + value)))
                .toArray(BundleEntryComponent[]::new);
    }

    /** The spellings of a condition take turns, so that they sort otherwise than what they mean. */
    private BundleEntryComponent[] creates(List<String> values, String even, String odd) {
        BundleEntryComponent[] entries = new BundleEntryComponent[values.size()];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = post(context().newJsonParser().parseResource(Patient.class, patient(values.get(i))));
            String spelling = i % 2 == 0 ? even : odd;
            entries[i].getRequest().setIfNoneExist(spelling + "identifier=" + SYSTEM + "|" + values.get(i));
        }
        return entries;
    }

    /** All at once; the statuses of the answers. */
    private static List<Integer> race(IntFunction<Answer> request) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Integer>> running = new ArrayList<>();
        try (ExecutorService rivals = Executors.newFixedThreadPool(RIVALS)) {
            for (int i = 0; i < RIVALS; i++) {
                int number = i;
                running.add(rivals.submit(() -> {
                    start.await();
                    return request.apply(number).status();
                }));
            }
            start.countDown();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> rival : running) {
                statuses.add(rival.get());
            }
            return statuses;
        }
    }

    private static String byIdentifier(String value) {
        return "Patient?identifier=" + SYSTEM + "%7C" + value;
    }

    private int found(String value) {
        Bundle bundle = client().search()
                .forResource(Patient.class)
                .where(Patient.IDENTIFIER.exactly().systemAndIdentifier(SYSTEM, value))
                .returnBundle(Bundle.class)
                .execute();
        return bundle.getTotal();
    }

    private String patient(String identifier) {
        return json(identified(identifier));
    }

    private static Patient identified(String identifier) {
        Patient patient = new Patient();
        patient.addIdentifier().setSystem(SYSTEM).setValue(identifier);
        return patient;
    }
}
