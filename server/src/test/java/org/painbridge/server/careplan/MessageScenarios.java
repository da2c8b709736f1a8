package org.painbridge.server.careplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.careplan.PushedPlan.code;
import static org.painbridge.server.careplan.PushedPlan.to;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.RefusingListener;
import org.painbridge.server.ScopedCallers;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Whose;
import org.springframework.beans.factory.annotation.Autowired;

/** Messages as an EMR of Ontario sends them. All people are fictitious. */
abstract class MessageScenarios extends SentMessages {
    @Autowired
    private ScopedCallers callers;

    @Test
    void aReferralIsKeptWithItsTaskOnceAndGoesOnByMessages() {
        String message = referral("one");

        Answer first = process(message);
        Answer second = process(message);

        assertTaken(first);
        assertThat(second.text()).isEqualTo(first.text());
        JsonNode referral = only("ServiceRequest?identifier=urn:made-up:referrals%7CR-" + id);
        JsonNode task = only("Task?focus=ServiceRequest/" + referral.path("id").asText());
        assertThat(referral.at("/subject/reference").asText()).isEqualTo("Patient/pat-" + id);
        assertThat(referral.at("/performer/0/reference").asText()).isEqualTo("Organization/clinic-" + id);
        assertThat(referral.at("/requester/identifier/value").asText()).isEqualTo("who-knows-" + id);
        assertThat(referral.at("/reasonReference/0/reference").asText()).startsWith("Condition/");
        assertThat(task.path("status").asText()).isEqualTo("requested");
        assertThat(task.at("/owner/reference").asText()).isEqualTo("Organization/clinic-" + id);
        assertThat(first.text())
                .contains("ServiceRequest/" + referral.path("id").asText());

        assertTaken(process(message("notify-update-process-request", "Task", """
                {"resourceType":"Task","status":"accepted","intent":"order","basedOn":[{"reference":"ServiceRequest/sr"}]}""")));
        assertTaken(process(message("send-communication-from-provider", "Communication", """
                {"resourceType":"Communication","status":"completed","basedOn":[{"reference":"ServiceRequest/sr"}],
                 "payload":[{"contentString":"We see him in May"}]}""")));
        assertThat(again(task).path("status").asText()).isEqualTo("accepted");
        assertThat(only("Communication?based-on=ServiceRequest/"
                                + referral.path("id").asText())
                        .at("/payload/0/contentString")
                        .asText())
                .isEqualTo("We see him in May");

        assertTaken(process(message("revoke-service-request", "ServiceRequest", request("sr"))));
        assertThat(again(referral).path("status").asText()).isEqualTo("revoked");
        assertThat(again(task).path("status").asText()).isEqualTo("cancelled");
        assertRefused(
                process(message("notify-update-service-request", "ServiceRequest", request("sr"))),
                409,
                "message-conflict");
    }

    /** The number of the referral is all that an outside sender has of it. */
    @Test
    void whatAMessageIsAboutIsKnownByItsIdentifierAndIsOfOnePatient() {
        assertTaken(process(referral("named")));
        String referral = only("ServiceRequest?identifier=urn:made-up:referrals%7CR-" + id)
                .path("id")
                .asText();
        put("Patient", "ruth", ",\"identifier\":[" + identifier("health-number", "ruth") + "]");
        String ruth = "\"subject\":{\"reference\":\"" + base() + "/Patient/ruth-" + id + "\"},";
        String said = """
                {"resourceType":"Communication","status":"completed",%s
                 "basedOn":[{"type":"%s","identifier":{"system":"urn:made-up:referrals","value":"R-%s"}}],
                 "payload":[{"contentString":"We see him in May"}]}""";

        assertRefused(alone("Communication", said.formatted(ruth, "ServiceRequest", id)), 400, "message-invalid");
        assertRefused(alone("Communication", said.formatted("", "CarePlan", id)), 400, "message-invalid")
                .contains("basedOn[0]");
        assertTaken(alone("Communication", said.formatted("", "ServiceRequest", id)));
        assertTaken(alone(
                "Communication",
                said.formatted(ruth.replace("ruth", "pat"), "ServiceRequest", id)
                        .replaceFirst(
                                "\"basedOn\":\\[.*?}}?],", "\"basedOn\":[{\"display\":\"Your referral of May\"}],")));

        assertThat(only("Communication?based-on=ServiceRequest/" + referral)
                        .at("/subject/reference")
                        .asText())
                .isEqualTo("Patient/pat-" + id);
    }

    private Answer alone(String type, String focus) {
        return process(bundle("a-" + unique(), "send-communication", type + "/focus", entry("focus", focus)));
    }

    @Test
    void whatCannotBeTakenIsAnsweredByAMessageAndKeepsNothing() {
        assertRefused(
                        process(referral("other-event").replace("add-service-request", "admit")),
                        422,
                        "message-event-unknown")
                .contains("notify-update-process-request");
        assertRefused(process(referral("stranger").replace("\"pat-" + id, "\"nobody-" + id)), 404, "not-found");
        assertRefused(
                process(referral("dangling")
                        .replace("{\"reference\":\"Condition/c\"}", "{\"reference\":\"Condition/x\"}")),
                400,
                "message-invalid");
        assertRefused(process(referral("elsewhere").replace("\"source\":", """
                "destination":[{"endpoint":"https://other.example/fhir"}],"source":""")), 400, "message-invalid");
        assertThat(http().get("ServiceRequest?identifier=urn:made-up:referrals%7CR-" + id)
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
        assertTaken(process(referral("twice")));
        assertRefused(process(referral("twice").replace("Back pain", "Neck pain")), 409, "message-conflict");
        assertRefused(process(referral("another")), 409, "message-conflict");
    }

    @Test
    void whoWasTooLateIsToldWhenToSendTheMessageAgain() {
        String message = message("send-communication", "Communication", """
                {"resourceType":"Communication","status":"completed","subject":{"reference":"Patient/p"},
                 "payload":[{"contentString":"%s"}]}""".formatted(RefusingListener.LATE));

        Answer answer = process(message);

        assertThat(answer).hasStatus(409).hasHeader("Retry-After", "1");
        assertThat(answer.json().at("/entry/0/resource/response/code").asText()).isEqualTo("transient-error");
        assertThat(http().get("Communication?subject=Patient/pat-" + id)
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
        assertTaken(process(message.replace(RefusingListener.LATE, "In time")));
    }

    @Test
    void theCapabilityStatementTellsWhichEventsAreTaken() {
        JsonNode messaging = http().get("metadata").json().at("/messaging/0/supportedMessage");

        assertThat(messaging).hasSize(MessageEvent.values().length);
        assertThat(messaging.toString()).contains("MessageDefinition/add-service-request", "receiver");
    }

    @Test
    void aMessageHasNoMoreRightsThanItsSender() {
        String[] reader = callers.header(new AccessScope(
                false,
                List.of(new Grant(
                        Set.of("Patient", "Condition", "Task"), new Whose.Patients(Set.of("other")), Set.of()))));

        assertRefused(http().post("$process-message", referral("no-rights"), reader), 404, "not-found");
        assertThat(http().post("$process-message?async=true", referral("later")))
                .isRefused(400, "unsupported-parameter");
        assertThat(http().post("$process-message", "{\"resourceType\":\"Bundle\",\"type\":\"batch\"}"))
                .isRefused(400, "wrong-bundle-type");
    }

    @Test
    void aPlanIsAnsweredAndCommentedOnByMessages() {
        PushedPlan plan = new PushedPlan(http(), unique());
        String task = """
                {"resourceType":"Task","status":"%s","intent":"order","focus":{"reference":"%s/_history/%d"}}""";

        assertTaken(process(ofPlan(
                plan, "notify-update-process-request", plan.review(), task.formatted("received", plan.plan(), 1))));
        Answer stale = process(ofPlan(
                plan, "notify-update-process-request", plan.review(), task.formatted("accepted", plan.plan(), 9)));
        assertRefused(stale, 412, "stale-version");
        String accept = ofPlan(
                plan,
                "notify-update-process-request",
                plan.review(),
                task.formatted("accepted", plan.plan(), plan.version()));
        assertTaken(process(accept));
        assertTaken(process(accept));
        assertTaken(process(
                ofPlan(plan, "send-communication", "urn:uuid:00000000-0000-4000-8000-00000000000b", """
                {"resourceType":"Communication","status":"completed",
                 "basedOn":[{"type":"CarePlan","identifier":%s}],
                 "payload":[{"contentString":"By its number"}]}""".formatted(
                                plan.now().at("/identifier/0")))));
        assertTaken(process(
                ofPlan(plan, "send-communication", "urn:uuid:00000000-0000-4000-8000-00000000000c", """
                {"resourceType":"Communication","status":"completed","basedOn":[{"reference":"%s"}],
                 "payload":[{"contentString":"Thank you"}]}""".formatted(
                                base() + "/" + plan.plan()))));

        assertThat(plan.now().path("status").asText()).isEqualTo("active");
        assertThat(plan.now().toString()).contains("\"agreed\"");
        assertThat(http().get("Communication?based-on=" + plan.plan()).text())
                .contains("Thank you", "By its number", "plan-comment");
        assertThat(plan.call(
                        "$update-progress",
                        "fp",
                        to("activity", plan.activities().getFirst()),
                        code("status", "in-progress")))
                .hasStatus(200);
    }

    @Test
    void aPlanIsChangedAndCalledOffByMessagesOfItsAuthor() {
        PushedPlan plan = new PushedPlan(http(), unique());
        String goal = plan.now().at("/goal/0/reference").asText();
        String change = ofPlan(plan, "notify-update-service-request", plan.plan(), """
                {"resourceType":"CarePlan","meta":{"versionId":"1"},"title":"Walk to the lake"}},
                {"fullUrl":"%s/%s","resource":{"resourceType":"Goal","description":{"text":"Walk two kilometres"}}""".formatted(base(), goal))
                .replace(plan.role("fp"), plan.role("spec"));

        assertTaken(process(change));
        assertTaken(process(change));

        assertThat(plan.now().path("title").asText()).isEqualTo("Walk to the lake");
        assertThat(plan.now().path("goal")).hasSize(1);
        JsonNode changed = http().get(goal).json();
        assertThat(changed.at("/description/text").asText()).isEqualTo("Walk two kilometres");
        assertThat(changed.path("lifecycleStatus").asText()).isNotEmpty();

        String theirs = ofPlan(
                plan, "notify-update-service-request", "urn:uuid:00000000-0000-4000-8000-00000000000d", """
                {"resourceType":"CarePlan","meta":{"versionId":"57"},"identifier":%s,"title":"Walk to the hill"}""".formatted(
                                plan.now().path("identifier")));
        assertTaken(process(theirs.replace(plan.role("fp"), plan.role("spec"))));
        assertThat(plan.now().path("title").asText()).isEqualTo("Walk to the hill");

        String withdraw = """
                {"resourceType":"CarePlan","meta":{"versionId":"%d"},"note":[{"text":"She moves away"}]}""";
        assertRefused(
                process(ofPlan(plan, "revoke-service-request", plan.plan(), withdraw.formatted(plan.version()))),
                403,
                "careplan-not-yours");
        assertRefused(
                process(ofPlan(plan, "revoke-service-request", plan.plan(), withdraw.formatted(1))
                        .replace(plan.role("fp"), plan.role("spec"))),
                412,
                "stale-version");
        assertTaken(process(ofPlan(plan, "revoke-service-request", plan.plan(), withdraw.formatted(plan.version()))
                .replace(plan.role("fp"), plan.role("spec"))));
        assertThat(plan.now().path("status").asText()).isEqualTo("revoked");
    }

    @Test
    void aMessageAboutAnotherPatientThanThePlansIsRefused() {
        PushedPlan plan = new PushedPlan(http(), unique());
        String said = """
                {"resourceType":"Communication","status":"completed","basedOn":[{"reference":"%s"}],
                 "subject":%s,"payload":[{"contentString":"Thank you"}]}""";
        String accepted = """
                {"resourceType":"Task","status":"accepted","intent":"order","focus":{"reference":"%s/_history/1"},
                 "for":{"reference":"%s"}}""";

        for (String whom : List.of(
                "{\"reference\":\"" + base() + "/Patient/pat-" + id + "\"}",
                "{\"identifier\":" + identifier("health-number", "nobody") + "}")) {
            String message = said.formatted(base() + "/" + plan.plan(), whom);
            assertRefused(
                            process(ofPlan(
                                    plan,
                                    "send-communication",
                                    "urn:uuid:00000000-0000-4000-8000-00000000000c",
                                    message)),
                            400,
                            "message-invalid")
                    .contains("one patient");
        }
        String other = accepted.formatted(plan.plan(), base() + "/Patient/pat-" + id);
        assertRefused(
                process(ofPlan(plan, "notify-update-process-request", plan.review(), other)), 400, "message-invalid");
        assertThat(plan.now().path("status").asText()).isEqualTo("draft");
        assertThat(http().get("Communication?based-on=" + plan.plan())
                        .json()
                        .path("total")
                        .asInt())
                .isZero();

        String same = accepted.formatted(plan.plan(), base() + "/" + plan.patient());
        assertTaken(process(ofPlan(plan, "notify-update-process-request", plan.review(), same)));
    }
}
