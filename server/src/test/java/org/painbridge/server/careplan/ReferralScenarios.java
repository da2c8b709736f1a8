package org.painbridge.server.careplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.painbridge.server.ScopedCallers;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Whose;
import org.springframework.beans.factory.annotation.Autowired;

/** What messages leave of a referral as it is. All people are fictitious. */
abstract class ReferralScenarios extends SentMessages {
    private static final String ADDRESS = "urn:uuid:00000000-0000-4000-8000-0000000000c1";
    private static final String FULFILL = """
            {"resourceType":"Task","status":"%s","intent":"order","basedOn":[{"reference":"ServiceRequest/sr"}],
             "code":{"coding":[{"system":"http://hl7.org/fhir/CodeSystem/task-code","code":"fulfill"}]}}""";

    @Autowired
    private ScopedCallers callers;

    @Test
    void aTaskWithACodeOfItsSendersIsKnownAgainAndNotLeftOpen() {
        assertTaken(process(bundle(
                "own-code",
                "add-service-request",
                "ServiceRequest/sr",
                entries() + "," + entry("sr", request("sr")) + "," + entry("t", FULFILL.formatted("requested")))));
        String received = FULFILL.formatted("received");

        assertTaken(process(message("notify-add-process-request", "Task", received)));
        assertTaken(
                process(message("notify-update-process-request", "Task", received.replace("received", "accepted"))));

        JsonNode referral = referral();
        String tasks = "Task?focus=ServiceRequest/" + referral.path("id").asText();
        assertThat(only(tasks).path("status").asText()).isEqualTo("accepted");
        assertThat(only(tasks).at("/code/coding")).hasSize(2);
        String[] blind = callers.header(new AccessScope(
                false,
                List.of(new Grant(
                        Set.of("Patient", "Condition", "ServiceRequest", "Organization", "Practitioner"),
                        new Whose.Everybody(),
                        Set.of()))));
        String revoke = message("revoke-service-request", "ServiceRequest", request("sr"));
        assertRefused(http().post("$process-message", revoke, blind), 403, "access-denied");
        assertThat(again(referral).path("status").asText()).isEqualTo("active");
        assertTaken(process(revoke));
        assertThat(only(tasks).path("status").asText()).isEqualTo("cancelled");
        assertRefused(process(message("notify-add-process-request", "Task", received)), 409, "message-conflict");
    }

    @Test
    void severalOpenTasksAreToldApartByTheirIdentifiersOnly() {
        assertTaken(process(referral("several")));
        JsonNode task =
                only("Task?focus=ServiceRequest/" + referral().path("id").asText());
        ((ObjectNode) task).remove("id");
        assertThat(http().post("Task", task.toString())).hasStatus(201);

        assertRefused(
                process(message("notify-update-process-request", "Task", FULFILL.formatted("accepted"))),
                409,
                "message-conflict");
    }

    @Test
    void nothingOfAnotherPatientIsReachedByAMessage() {
        put("Patient", "other", ",\"identifier\":[" + identifier("health-number", "other") + "]");
        assertThat(http().post(
                                "Condition",
                                "{\"resourceType\":\"Condition\",\"identifier\":[" + identifier("problems", "one")
                                        + "],\"subject\":{\"reference\":\"Patient/other-" + id + "\"}}"))
                .hasStatus(201);
        String theirs = referral("theirs")
                .replace("\"code\":{\"text\":\"Back pain\"}", "\"identifier\":[" + identifier("problems", "one") + "]");

        assertRefused(process(theirs), 400, "message-invalid");
        assertTaken(process(referral("own")));
        String update = message("notify-update-process-request", "Task", FULFILL.formatted("accepted"));
        assertRefused(process(update.replace("\"pat-" + id, "\"other-" + id)), 409, "message-conflict");
        String revoke = message("revoke-service-request", "ServiceRequest", request("sr"));
        assertRefused(process(revoke.replace("\"pat-" + id, "\"other-" + id)), 409, "message-conflict");
        assertRefused(
                process(update.replace(
                        "https://emr.example.org/" + id + "/Patient/p", base() + "/Patient/nobody-" + id)),
                404,
                "not-found");
        assertThat(referral().path("status").asText()).isEqualTo("active");
        assertRefused(process(message("send-communication", "Communication", """
                {"resourceType":"Communication","status":"completed","payload":[{"contentString":"To whom?"}]}""")), 400, "message-invalid");
    }

    @Test
    void anUpdateThatComesAgainAddsNothingAndKeepsWhatItDoesNotKnow() {
        assertTaken(process(referral("first")));
        ObjectNode labelled = (ObjectNode) referral();
        ((ObjectNode) labelled.path("meta"))
                .putArray("security")
                .addObject()
                .put("system", "http://terminology.hl7.org/CodeSystem/v3-Confidentiality")
                .put("code", "R");
        assertThat(http().put("ServiceRequest/" + labelled.path("id").asText(), labelled.toString()))
                .hasStatus(200);
        put("Practitioner", "r", ",\"identifier\":[" + identifier("licences", "who-knows") + "]");

        for (int i = 0; i < 2; i++) {
            assertTaken(process(update()));
        }

        only("Condition?subject=Patient/pat-" + id);
        JsonNode referral = referral();
        assertThat(referral.at("/requester/reference").asText()).isEqualTo("Practitioner/r-" + id);
        assertThat(referral.at("/meta/security/0/code").asText()).isEqualTo("R");
        for (int i = 0; i < 3; i++) {
            assertTaken(process(update().replace("https://emr.example.org/" + id + "/Condition/c", ADDRESS)
                    .replace("\"Condition/c\"", "\"" + ADDRESS + "\"")));
        }
        assertThat(http().get("Condition?subject=Patient/pat-" + id)
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(2); // The one that had an address, and the one that has none.
    }

    private String update() {
        String focus = request("sr").replace("Pain clinic", "Pain clinic, soon");
        return message("notify-update-service-request", "ServiceRequest", focus);
    }

    private JsonNode referral() {
        return only("ServiceRequest?identifier=urn:made-up:referrals%7CR-" + id);
    }
}
