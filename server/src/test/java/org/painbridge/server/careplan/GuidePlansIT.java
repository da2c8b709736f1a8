package org.painbridge.server.careplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.careplan.PushedPlan.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Answer;
import org.painbridge.server.RowCounts;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.ServerTest;

/** Plans as systems send them that follow other guides: taken as they are, or refused with what is to be changed. */
@ServerTest
class GuidePlansIT extends ServerScenarios {
    private static final String ENTRIES = "Parameters.parameter[2].resource.entry";

    private final String id = unique();

    @BeforeEach
    void everybodyIsStored() {
        new PlanToPush(id).storePeople(http());
        named("Patient", "pat", "patients", "");
        named("PractitionerRole", "spec", "roles", ",\"active\":true");
    }

    private void named(String type, String who, String system, String more) {
        assertThat(http().put(type + "/" + who + "-" + id, """
                {"resourceType":"%1$s","id":"%2$s-%3$s","identifier":[{"system":"urn:made-up:%4$s","value":"%2$s-%3$s"}]%5$s}""".formatted(type, who, id, system, more)))
                .hasStatus(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mcc | outcomeReference, contributor, addresses, extension-CarePlan.custodian
            xshare | period, progress, outcomeCodeableConcept, note
            scp | contained, #team, "urn:made-up:organizations"
            cdc-opioid | 80764-4, created
            """)
    void aPlanOfThatShapeIsStoredAsItWasSent(String guide, String kept) throws IOException {
        Answer pushed = push(sent(guide));

        assertThat(pushed).hasStatus(200);
        JsonNode plan = http().get(reference(pushed, "carePlan")).json();
        assertThat(plan.toString()).contains(kept.split(", "));
        assertThat(plan.at("/activity/0/reference/reference").asText()).matches("[A-Z][A-Za-z]+/.+");
        assertThat(http().get(plan.at("/activity/0/reference/reference").asText()))
                .hasStatus(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            us-core | | | careplan-push-activity-detail | [0].resource.activity[0].detail
            us-core | "status": "draft" | "status": "active" | careplan-push-plan-stage | [0].resource.status
            cdc-opioid | "status": "draft", "intent": "plan" | "status": "draft", "intent": "proposal" | careplan-push-plan-stage | [0].resource.intent
            mcc | "author": {"reference": "PractitionerRole/spec-ID"}, | | careplan-push-author | [0].resource.author
            mcc | "identifier": [{"system": "urn:made-up:plans", "value": "mcc-ID"}], | | careplan-push-plan-identifier | [0].resource.identifier
            xshare | {"reference": "urn:uuid:00000000-0000-4000-8000-000000000003"}}] | {"reference": "Appointment/elsewhere"}}] | careplan-push-reference-type | [0].resource.activity[0].reference
            """)
    void aPlanThatTwoCouldNotShareIsRefusedWithThePlace(
            String guide, String right, String wrong, String code, String place) throws IOException {
        String bundle = sent(guide);
        String changed =
                right == null ? bundle : bundle.replace(right.replace("ID\"", id + "\""), wrong == null ? "" : wrong);
        assertThat(changed.equals(bundle)).isEqualTo(right == null);
        RowCounts before = rows();

        assertThat(push(changed)).isRefused(422, code).at(ENTRIES + place);

        assertThat(rows()).isEqualTo(before);
    }

    private Answer push(String bundle) {
        return http().post("CarePlan/$push", """
                {"resourceType":"Parameters","parameter":[
                 {"name":"pushIdentifier","valueIdentifier":{"system":"urn:made-up:pushes","value":"guide-%1$s"}},
                 {"name":"recipient","valueReference":{"reference":"PractitionerRole/fp-%1$s"}},
                 {"name":"bundle","resource":%2$s}]}""".formatted(id, bundle));
    }

    private String sent(String guide) throws IOException {
        try (InputStream file = GuidePlansIT.class.getResourceAsStream("guides/" + guide + ".json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).replaceAll("-ID\"", "-" + id + "\"");
        }
    }
}
