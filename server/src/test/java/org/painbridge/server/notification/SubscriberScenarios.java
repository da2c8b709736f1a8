package org.painbridge.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.util.Set;
import org.hl7.fhir.r4.model.Consent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.ScopedCallers;
import org.painbridge.server.careplan.PushedPlan;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Lockbox;
import org.painbridge.server.store.AccessScope.Whose;
import org.painbridge.server.store.Directives;
import org.springframework.beans.factory.annotation.Autowired;

/** Who reaches some patients only hears of these, as long as it lasts. */
abstract class SubscriberScenarios extends Subscribing {
    private final Receiver receiver = new Receiver();
    private final String doctor = "Practitioner/doctor-" + unique();

    @Autowired
    private ScopedCallers callers;

    private String owner;
    private String[] caller;

    @BeforeEach
    void subscriber() {
        owner = owner();
        caller = callers.header(inCareOf(doctor));
    }

    @AfterEach
    void end() {
        receiver.close();
    }

    @Test
    void aMemberHearsOfTheOwnPatientsOnlyAndNumbersHaveNoGapsForIt() {
        String own = patient(doctor);
        String foreign = patient("Practitioner/somebody");
        String id = subscribedAsDoctor();

        String first = taskFor(own);
        String hidden = taskFor(foreign);
        String second = taskFor(own);
        deliver();

        assertThat(receiver.numbers()).containsExactly(1, 2);
        assertThat(receiver.foci().get(0)).endsWith(first);
        assertThat(receiver.foci().get(1)).endsWith(second);
        assertThat(receiver.messages().toString()).doesNotContain(hidden);
        Answer events = http().get(id + "/$events", caller);
        assertThat(events).hasStatus(200);
        assertThat(events.text()).contains(first, second).doesNotContain(hidden);
    }

    /** Nothing but the Task itself says that it is in anybody's care. */
    @Test
    void whoIsAskedToReviewAPlanHearsOfItAndNobodyElseDoes() {
        String mark = unique();
        String asked = "PractitionerRole/fp-" + mark;
        try (Receiver strangers = new Receiver()) {
            hearOfPushes(asked, receiver);
            hearOfPushes("PractitionerRole/stranger-" + mark, strangers);

            PushedPlan plan = new PushedPlan(http(), mark);
            deliver();

            assertThat(receiver.numbers()).containsExactly(1);
            assertThat(receiver.foci().getFirst()).endsWith(plan.review());
            assertThat(strangers.messages()).hasSize(1);
        }
    }

    private void hearOfPushes(String member, Receiver told) {
        String body = subscription("care-plan-pushed", "Task?owner=PractitionerRole/any", told.url());
        String all = body.replaceFirst("\"_criteria\":\\{.*\\n.*}]},", "");
        assertThat(all).doesNotContain("_criteria");
        Answer created = http().post("Subscription", all, callers.header(inCareOf(member)));
        assertThat(created).hasStatus(201);
        track("Subscription/" + created.id());
        deliver();
    }

    @Test
    void anEndedMemberHearsNothingMore() {
        String patient = patient(doctor);
        subscribedAsDoctor();
        taskFor(patient);
        deliver();
        assertThat(receiver.numbers()).containsExactly(1);

        put(patient, "Practitioner/another");
        taskFor(patient);
        deliver();

        assertThat(receiver.messages()).hasSize(2);
    }

    @Test
    void whoseRightsHaveEndedHearsNothingMore() {
        String patient = patient(doctor);
        subscribedAsDoctor();

        callers.now(caller[1], AccessScope.NOTHING);
        taskFor(patient);
        deliver();

        assertThat(receiver.messages()).hasSize(1);
    }

    @Test
    void whoIsBarredByADirectiveHearsNothing() {
        String patient = patient(doctor);
        subscribedAsDoctor();

        withhold(patient);
        taskFor(patient);
        deliver();

        assertThat(receiver.messages()).hasSize(1);
    }

    @Test
    void whatIsWithheldBeforeItIsSentAgainKeepsItsNumberAndNothingElse() {
        String patient = patient(doctor);
        String id = subscribedAsDoctor();
        receiver.answers(503, new byte[0]);
        String task = taskFor(patient);
        deliver();

        withhold(patient);
        receiver.answers(204, new byte[0]);
        pauseIsOver(id);
        deliver();

        assertThat(receiver.numbers()).containsExactly(1);
        assertThat(receiver.foci()).isEmpty();
        assertThat(receiver.messages().toString()).doesNotContain(task);
        assertThat(http().get(id + "/$events", caller).text()).doesNotContain(task);
    }

    @Test
    void aSubscriptionIsThereForWhoMadeItAndNobodyElseWhoDoesNotReachEverybody() {
        String id = subscribedAsDoctor();
        String[] other = callers.header(inCareOf(doctor));
        String body = http().get(id, caller).text();

        assertThat(http().get(id, caller)).hasStatus(200);
        assertThat(http().get(id + "/$status", caller)).hasStatus(200);
        assertThat(http().get("Subscription?status=active", caller).text()).contains(id);
        assertThat(http().get(id, other)).isRefused(404, "not-found");
        assertThat(http().get("Subscription?status=active", other).text()).doesNotContain(id);
        assertThat(http().put(id, body.replace("active", "off"), other)).isRefused(403, "access-denied");
        assertThat(http().put(id, body.replace("active", "off"), caller)).hasStatus(200);
        assertThat(status(id)).isEqualTo("off");
    }

    /** Else what a practice has subscribed to would tell it everything once an operator has touched it. */
    @Test
    void whoChangesItDoesNotLendItTheOwnRights() {
        String foreign = patient("Practitioner/somebody");
        String id = subscribedAsDoctor();

        restart(id);
        deliver();
        taskFor(foreign);
        deliver();

        assertThat(status(id)).isEqualTo("active");
        assertThat(receiver.numbers()).isEmpty();
        assertThat(http().get(id, caller)).hasStatus(200);
    }

    @Test
    void whomNothingReachesHearsByAsking() {
        String own = patient(doctor);
        String foreign = patient("Practitioner/somebody");
        receiver.answers(503, new byte[0]);
        String id = subscribe("rest-hook\",\"endpoint\":\"" + receiver.url());
        assertThat(status(id)).isEqualTo("error");

        String hidden = taskFor(foreign);
        String told = taskFor(own);

        assertPolled(id, told, hidden);
        String later = taskFor(own);
        assertThat(http().get("Subscription/$status?id=" + id.split("/")[1], caller)
                        .text())
                .contains("\"events-since-subscription-start\",\"valueString\":\"2\"");
        receiver.answers(204, new byte[0]);
        restart(id);
        deliver();
        assertThat(receiver.numbers()).containsExactly(1, 2);
        assertThat(receiver.foci().get(1)).endsWith(later);
    }

    @Test
    void whoHasNeverConnectedHearsByAsking() {
        String foreign = patient("Practitioner/somebody");
        String own = patient(doctor);
        String id = subscribe("websocket");

        String hidden = taskFor(foreign);
        String told = taskFor(own);
        deliver();

        assertPolled(id, told, hidden);
    }

    private void assertPolled(String id, String told, String hidden) {
        Answer events = http().get(id + "/$events", caller);
        assertThat(events).hasStatus(200);
        assertThat(events.text())
                .contains(told, "\"event-number\",\"valueString\":\"1\"")
                .doesNotContain(hidden, "\"event-number\",\"valueString\":\"2\"");
        assertThat(http().get(id + "/$status", caller).text())
                .contains("\"events-since-subscription-start\",\"valueString\":\"1\"");
    }

    private static AccessScope inCareOf(String member) {
        Lockbox lockbox = new Lockbox.Against(Set.of(member), Set.of(member));
        Whose patients = new Whose.InCareOf(Set.of(member));
        return AccessScope.of(new Grant(Set.of("Task", "Subscription", "Patient"), patients, Set.of(), lockbox));
    }

    private String subscribedAsDoctor() {
        String id = subscribe("rest-hook\",\"endpoint\":\"" + receiver.url());
        assertThat(status(id)).isEqualTo("active");
        return id;
    }

    /** @param channel type, and endpoint where it has one */
    private String subscribe(String channel) {
        String body = subscription("care-plan-task", "Task?owner=" + owner, "x")
                .replace("rest-hook\",\"endpoint\":\"x", channel);
        Answer created = http().post("Subscription", body, caller);
        assertThat(created).hasStatus(201);
        String id = track("Subscription/" + created.id());
        deliver();
        return id;
    }

    private String patient(String practitioner) {
        String patient = "Patient/" + unique();
        put(patient, practitioner);
        return patient;
    }

    private void put(String patient, String practitioner) {
        String body = "{\"resourceType\":\"Patient\",\"id\":\"%s\",\"generalPractitioner\":[{\"reference\":\"%s\"}]}";
        http().put(patient, body.formatted(patient.split("/")[1], practitioner));
        assertThat(http().get(patient).text()).contains(practitioner);
    }

    private String taskFor(String patient) {
        String body = task(owner).replace("\"owner\"", "\"for\":{\"reference\":\"" + patient + "\"},\"owner\"");
        Answer answer = http().post("Task", body);
        assertThat(answer).hasStatus(201);
        return "Task/" + answer.id();
    }

    private void withhold(String patient) {
        String id = doctor.split("/")[1];
        http().put(doctor, "{\"resourceType\":\"Practitioner\",\"id\":\"" + id + "\"}");
        Consent consent = Directives.against(patient, doctor);
        assertThat(http().post("Consent", json(consent))).hasStatus(201);
    }
}
