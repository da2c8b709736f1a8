package org.painbridge.server.careplan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;

/** Care plans and appointments that come by message. All people are fictitious. */
abstract class MessagedWorkScenarios extends SentMessages {
    private static final String BOOKED = """
            {"resourceType":"Appointment","identifier":[{"system":"urn:made-up:appointments","value":"A-%s"}],"status":"booked",
             "start":"2027-03-01T09:00:00-05:00","end":"2027-03-01T09:30:00-05:00",
             "participant":[{"actor":{"reference":"Practitioner/r"},"status":"accepted"}],
             "basedOn":[{"reference":"ServiceRequest/sr"}]}""";

    @Test
    void anAppointmentOfAReferralIsKeptMovedAndCalledOff() {
        assertTaken(process(referral("one")));
        String booked = BOOKED.formatted(id);

        String add = message("notify-add-appointment", "Appointment", booked);
        Answer first = process(add);
        assertTaken(first);
        assertThat(process(add).text()).isEqualTo(first.text());

        String search = "Appointment?identifier=urn:made-up:appointments%7CA-" + id;
        JsonNode appointment = only(search);
        assertThat(appointment.at("/basedOn/0/reference").asText())
                .isEqualTo("ServiceRequest/"
                        + only("ServiceRequest?identifier=urn:made-up:referrals%7CR-" + id)
                                .path("id")
                                .asText());
        assertThat(appointment.at("/participant/0/actor/identifier/value").asText())
                .isEqualTo("who-knows-" + id);
        assertThat(appointment.at("/participant/1/actor/reference").asText()).isEqualTo("Patient/pat-" + id);
        assertRefused(process(message("notify-add-appointment", "Appointment", booked)), 409, "message-conflict");

        String unknown = message("notify-update-appointment", "Appointment", booked.replace("\"A-", "\"B-"));
        assertRefused(process(unknown), 404, "not-found");
        assertThat(only(search)).isEqualTo(appointment);
        String nameless = booked.replaceFirst("\"identifier\":\\[.*?],", "");
        assertTaken(process(message("notify-update-appointment", "Appointment", nameless.replace("T09:", "T10:"))));
        assertThat(only(search).path("start").asText()).startsWith("2027-03-01T10:00");
        assertTaken(
                process(message("notify-update-appointment", "Appointment", booked.replace("booked", "cancelled"))));
        assertThat(only(search).path("status").asText()).isEqualTo("cancelled");
        assertRefused(process(message("notify-update-appointment", "Appointment", booked)), 409, "message-conflict");
        assertRefused(process(message("notify-update-appointment", "Appointment", nameless)), 404, "not-found");
    }

    @Test
    void anAppointmentOfNobodyAnotherPatientOrAnEndedReferralIsRefused() {
        put("Patient", "other", ",\"identifier\":[" + identifier("health-number", "other") + "]");
        assertTaken(process(referral("one")));
        String booked = BOOKED.formatted(id);
        String add = message("notify-add-appointment", "Appointment", booked);

        assertRefused(process(add.replace("\"pat-" + id, "\"other-" + id)), 409, "message-conflict");
        assertRefused(
                process(message(
                        "notify-add-appointment", "Appointment", booked.replaceFirst(",\\s*\"basedOn\":\\[.*?]", ""))),
                400,
                "message-invalid");
        assertTaken(process(message("revoke-service-request", "ServiceRequest", request("sr"))));
        assertRefused(process(add), 409, "message-conflict");
        assertThat(http().get("Appointment?identifier=urn:made-up:appointments%7CA-" + id)
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    void anAppointmentIsCalledOffAfterItsReferralWasRevoked() {
        assertTaken(process(referral("one")));
        String booked = BOOKED.formatted(id);
        assertTaken(process(message("notify-add-appointment", "Appointment", booked)));
        String search = "Appointment?identifier=urn:made-up:appointments%7CA-" + id;
        JsonNode before = only(search);
        assertTaken(process(message("revoke-service-request", "ServiceRequest", request("sr"))));

        String cancelled = booked.replace("booked", "cancelled").replaceFirst(",\\s*\"basedOn\":\\[.*?]", "");
        assertTaken(process(message("notify-update-appointment", "Appointment", cancelled)));

        JsonNode after = only(search);
        assertThat(after.path("status").asText()).isEqualTo("cancelled");
        assertThat(after.path("basedOn")).isEqualTo(before.path("basedOn"));
        assertThat(after.at("/participant/1")).isEqualTo(before.at("/participant/1"));
        assertThat(after.path("participant")).hasSize(2);
    }

    @Test
    void whatIsSaidAboutAnAppointmentOfAnotherPatientIsRefused() {
        put("Patient", "other", "");
        put(
                "Appointment",
                "of-other",
                ",\"status\":\"booked\",\"participant\":[{\"status\":\"accepted\",\"actor\":{\"reference\":\"Patient/other-"
                        + id + "\"}}]");
        String said = """
                {"resourceType":"Communication","status":"completed","subject":{"reference":"Patient/p"},
                 "about":[{"reference":"%s/Appointment/of-other-%s"}]}""".formatted(base(), id);

        assertRefused(process(message("send-communication", "Communication", said)), 400, "message-invalid")
                .contains("one patient");
        assertTaken(process(message("send-communication", "Communication", said.replaceFirst(",\\s*\"about.*", "}"))));
    }

    @Test
    void aReferralThatNamesTheCoverageOfAnotherPatientIsRefused() {
        put("Patient", "other", "");
        put(
                "Coverage",
                "of-other",
                ",\"status\":\"active\",\"payor\":[{\"display\":\"Made up\"}],\"beneficiary\":{\"reference\":\"Patient/other-"
                        + id + "\"}");
        String request = request("sr")
                .replace(
                        "\"status\":",
                        "\"insurance\":[{\"reference\":\"" + base() + "/Coverage/of-other-" + id + "\"}],\"status\":");

        assertRefused(process(message("add-service-request", "ServiceRequest", request)), 400, "message-invalid")
                .contains("one patient");
    }

    @Test
    void aCarePlanIsPushedByAMessageAsByTheOperation() {
        put("Practitioner", "doc", ",\"identifier\":[" + identifier("licences", "who-knows") + "]");
        String message = push("one", pertains());

        Answer first = process(message);

        assertTaken(first);
        assertThat(process(message).text()).isEqualTo(first.text());
        JsonNode plan = only("CarePlan?identifier=urn:made-up:plans%7CP-" + id);
        assertThat(plan.path("status").asText()).isEqualTo("draft");
        assertThat(plan.toString()).contains("awaiting-response");
        assertThat(plan.at("/subject/reference").asText()).isEqualTo("Patient/pat-" + id);
        assertThat(plan.at("/author/reference").asText()).isEqualTo("Practitioner/doc-" + id);
        JsonNode review = only("Task?code=review-care-plan&patient=Patient/pat-" + id);
        assertThat(review.at("/owner/reference").asText()).isEqualTo("Organization/clinic-" + id);
        assertThat(review.at("/restriction/period/end").asText()).startsWith("2099-12-24");
        assertThat(review.at("/groupIdentifier/value").asText()).isEqualTo("one-" + id);
        assertThat(first.text())
                .contains(
                        "CarePlan/" + plan.path("id").asText(),
                        "Task/" + review.path("id").asText())
                .contains("a Communication, was not kept");
        assertThat(http().get(plan.at("/activity/0/reference/reference").asText())
                        .text())
                .contains("Goal/", "Physiotherapy");
        assertRefused(process(push("two", pertains())), 409, "careplan-push-plan-exists");
    }

    @Test
    void aPlanGoesToAllWhoAreToReviewItByTheSameTime() {
        put("Practitioner", "doc", ",\"identifier\":[" + identifier("licences", "who-knows") + "]");
        put("Organization", "second", ",\"name\":\"Second\"");
        String second = review(base() + "/Organization/second-" + id, "2099-12-24");

        assertRefused(
                        process(push("later", pertains(), entry("t2", second.replace("12-24", "12-25")))),
                        400,
                        "message-invalid")
                .contains("Bundle.entry[10].resource.restriction.period.end");
        String elsewhere = second.replace("2099-12-24", "2099-12-24T07:00:00-05:00");
        assertTaken(process(push("same", pertains(), entry("t2", elsewhere))
                .replace("\"2099-12-24\"", "\"2099-12-24T12:00:00Z\"")));
        JsonNode reviews = http().get("Task?code=review-care-plan&patient=Patient/pat-" + id)
                .json();
        assertThat(reviews.findValuesAsText("end")).hasSize(2).allMatch(end -> end.startsWith("2099-12-24"));
        assertThat(reviews.toString()).contains("Organization/clinic-" + id, "Organization/second-" + id);
    }

    @Test
    void aPlanThatCannotBePushedIsRefusedWhereItIsInTheMessage() {
        put("Practitioner", "doc", ",\"identifier\":[" + identifier("licences", "who-knows") + "]");

        assertRefused(process(push("one", "")), 422, "careplan-push-activity-purpose")
                .contains("Bundle.entry[6].resource")
                .doesNotContain("Parameters.parameter");
        assertRefused(process(push("two", pertains()).replace("\"pat-" + id, "\"nobody-" + id)), 404, "not-found");
        assertRefused(process(push("late", pertains()).replace("2099-", "2009-")), 422, "careplan-push-due-passed")
                .contains("Bundle.entry[8].resource.restriction.period.end")
                .doesNotContain("Parameters.parameter");
        assertRefused(
                        process(push("both", pertains())
                                .replace("\"focus\":[{", "\"focus\":[{\"reference\":\"ServiceRequest/a\"},{")),
                        400,
                        "message-invalid")
                .contains("Bundle.entry[0].resource.focus");

        assertThat(http().get("CarePlan?identifier=urn:made-up:plans%7CP-" + id)
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
    }

    private static String pertains() {
        return """
                "extension":[{"url":"http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal",
                  "valueReference":{"reference":"Goal/g"}}],""";
    }

    /** A plan, and a Task that says who is to review it until when. */
    private String push(String name, String purpose, String... more) {
        String plan = """
                {"resourceType":"CarePlan","identifier":[{"system":"urn:made-up:plans","value":"P-%s"}],"status":"draft",
                 "intent":"plan","title":"Walk again","subject":{"reference":"Patient/p"},"author":{"reference":"Practitioner/r"},
                 "addresses":[{"reference":"Condition/c"}],"goal":[{"reference":"Goal/g"}],
                 "activity":[{"reference":{"reference":"ServiceRequest/a"}}]}""".formatted(id);
        String activity = """
                {"resourceType":"ServiceRequest",%s"status":"active","intent":"proposal","code":{"text":"Physiotherapy"},
                 "requester":{"reference":"Practitioner/r"},"subject":{"reference":"Patient/p"}}""".formatted(purpose);
        return bundle(
                name,
                "add-service-request",
                "CarePlan/plan",
                String.join(
                                ",",
                                entries(),
                                entry("plan", plan),
                                entry("a", activity),
                                entry("g", """
                        {"resourceType":"Goal","lifecycleStatus":"proposed","description":{"text":"Walk to the lake"},
                         "subject":{"reference":"Patient/p"}}"""),
                                entry("t", review("Organization/o", "2099-12-24")),
                                entry("m", """
                        {"resourceType":"Communication","status":"completed","payload":[{"contentString":"With regards"}]}"""))
                        + (more.length == 0 ? "" : "," + String.join(",", more)));
    }

    private static String review(String owner, String end) {
        return """
                {"resourceType":"Task","status":"requested","intent":"order","focus":{"reference":"CarePlan/plan"},
                 "owner":{"reference":"%s"},"restriction":{"period":{"end":"%s"}}}""".formatted(owner, end);
    }
}
