package org.painbridge.server.careplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.careplan.PushedPlan.code;
import static org.painbridge.server.careplan.PushedPlan.parameter;
import static org.painbridge.server.careplan.PushedPlan.reference;
import static org.painbridge.server.careplan.PushedPlan.text;
import static org.painbridge.server.careplan.PushedPlan.to;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.painbridge.server.Answer;
import org.painbridge.server.RowCounts;

/** Each operation that changes a plan, whose answer was lost: sent again, and sent by mistake with other content. */
abstract class RepeatedCallScenarios extends PlanScenarios {
    enum Call {
        ACKNOWLEDGE("fp"),
        RESPOND("fp"),
        COMMENT("fp"),
        PROPOSE_CHANGE("fp"),
        DECIDE("spec"),
        UPDATE_PROGRESS("fp"),
        HAND_OVER("spec"),
        HOLD("spec"),
        RESUME("spec"),
        COMPLETE("spec"),
        WITHDRAW("spec"),
        WRONG_PATIENT("spec");

        private final String who;

        Call(String who) {
            this.who = who;
        }

        private String operation() {
            return "/$" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void whatIsSentAgainGetsTheSameAnswerAndOtherContentNone(Call call) {
        String target = prepared(call);
        String[] seen = {"If-Match", "W/\"" + version(target) + "\""};
        String path = target + call.operation();
        Answer first = http().post(path, body(call, ""), seen);
        assertThat(first).hasStatus(200);
        RowCounts rows = rows();

        Answer again = http().post(path, body(call, ""), seen);
        Answer other = http().post(path, body(call, other(call)).replace("As agreed", "Also"), seen);

        assertThat(again).hasStatus(200);
        assertThat(parameter(first, "duplicate").path("valueBoolean").asBoolean())
                .isFalse();
        assertThat(again.json()).isEqualTo(marked(first));
        assertThat(other).isRefused(409, "careplan-identifier-used");
        assertThat(rows()).isEqualTo(rows);
    }

    private static JsonNode marked(Answer first) {
        JsonNode answer = first.json();
        for (JsonNode each : answer.path("parameter")) {
            if (each.path("name").asText().equals("duplicate")) {
                ((ObjectNode) each).put("valueBoolean", true);
            }
        }
        return answer;
    }

    /** The plan, or the Task that is decided, at the point where the call is allowed. */
    private String prepared(Call call) {
        switch (call) {
            case ACKNOWLEDGE, RESPOND, COMMENT, WITHDRAW, HAND_OVER -> {}
            case PROPOSE_CHANGE, UPDATE_PROGRESS, HOLD, WRONG_PATIENT -> agree();
            case DECIDE -> {
                agree();
                return reference(done(plan.call("$propose-change", "fp", change())), "task");
            }
            case RESUME -> {
                agree();
                done(plan.call("$hold", "spec", text("reason", "In hospital")));
            }
            case COMPLETE -> {
                agree();
                plan.activities().forEach(each -> {
                    done(plan.call("$update-progress", "fp", to("activity", each), code("status", "in-progress")));
                    done(plan.call("$update-progress", "fp", to("activity", each), code("status", "completed")));
                });
            }
        }
        return plan.plan();
    }

    private void agree() {
        done(plan.call("$respond", "fp", to("task", plan.review()), code("decision", "accept")));
    }

    private static Answer done(Answer answer) {
        assertThat(answer).hasStatus(200);
        return answer;
    }

    private int version(String target) {
        return http().get(target).json().at("/meta/versionId").asInt();
    }

    private String body(Call call, String more) {
        String same = switch (call) {
            case ACKNOWLEDGE -> to("task", plan.review());
            case RESPOND -> to("task", plan.review()) + "," + code("decision", "accept");
            case COMMENT -> text("text", "Hello");
            case PROPOSE_CHANGE -> change();
            case DECIDE -> code("decision", "accept");
            case UPDATE_PROGRESS -> to("activity", plan.activities().getFirst()) + "," + code("status", "in-progress");
            case HAND_OVER -> to("to", plan.role("stranger"));
            case HOLD, RESUME, COMPLETE, WITHDRAW, WRONG_PATIENT -> text("reason", "As agreed");
        };
        return more.isEmpty() ? plan.body("again", call.who, same) : plan.body("again", call.who, same, more);
    }

    private String other(Call call) {
        return switch (call) {
            case ACKNOWLEDGE -> to("system", plan.role("fp"));
            case RESPOND, PROPOSE_CHANGE, DECIDE -> text("comment", "Also");
            case COMMENT -> code("priority", "urgent");
            case UPDATE_PROGRESS -> text("note", "Also");
            case HAND_OVER -> text("reason", "Also");
            case HOLD, RESUME, COMPLETE, WITHDRAW, WRONG_PATIENT -> ""; // Another reason, not a second one.
        };
    }

    private String change() {
        String goal = plan.now().at("/goal/0/reference").asText();
        return """
                {"name":"baseVersion","valuePositiveInt":2},
                {"name":"change","part":[{"name":"action","valueCode":"replace"},%s,{"name":"resource","resource":
                 {"resourceType":"Goal","meta":{"versionId":"1","profile":["https://painbridge.example/fhir/StructureDefinition/pain-goal"]},
                  "lifecycleStatus":"proposed","description":{"text":"Swim"},"subject":{"reference":"%s"}}}]}""".formatted(to("target", goal), plan.patient());
    }
}
