package org.painbridge.server.careplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.RowCounts;
import org.painbridge.server.ServerScenarios;

/** Pushes that are not taken: each says what is wrong and where, and leaves nothing. */
abstract class RefusedPushScenarios extends ServerScenarios {
    private static final int MANY = 5_000;

    private final String id = unique();
    private final PlanToPush plan = new PlanToPush(id);

    @BeforeEach
    void everybodyIsStoredAndAnotherPatient() {
        plan.storePeople(http());
        http().put("Patient/other-" + id, "{\"resourceType\":\"Patient\",\"id\":\"other-" + id + "\"}");
    }

    /** The second column is a regular expression of what is put right in the push, the third what is sent in its place. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            an activity inside the plan | \\{"reference":\\{"reference":"urn:uuid:[-0]*4000-8000-000000000003"}} | {"detail":{"status":"not-started","description":"Walk"}} | 422 | careplan-push-activity-detail | resource.entry[0].resource.activity[0].detail
            an activity of no request | "activity":\\[\\{"reference":\\{"reference":"urn:uuid:[-0-9]*"}} | "activity":[{"progress":[{"text":"Begun"}]} | 422 | careplan-push-activity-request | resource.entry[0].resource.activity[0]
            an activity without purpose | http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal | https://example.org/goal | 422 | careplan-push-activity-purpose | resource.entry[2].resource
            a dangling goal | "goal":\\[\\{"reference":"urn:uuid:[-0]*4000-8000-000000000002" | "goal":[{"reference":"urn:uuid:00000000-0000-4000-8000-000000000009" | 422 | careplan-push-reference-dangling | resource.entry[0].resource.goal[0]
            something that is not stored | "goal":\\[ | "contributor":[{"reference":"Organization/nobody"}],"goal":[ | 422 | careplan-push-reference-unknown | resource.entry[0].resource.contributor[0]
            two patients | (lake"},\\s*"subject":\\{"reference":"Patient/)pat | $1other | 422 | careplan-push-subject-differs | resource.entry[1].resource.subject
            an entry of no patient | (lake"}),\\s*"subject":\\{"reference":"[^"]*"} | $1,"subject":{"display":"Somebody"} | 422 | careplan-push-subject-missing | resource.entry[1].resource.subject
            a patient who is not stored | Patient/pat- | Patient/nobody- | 404 | careplan-push-patient-unknown | resource.entry[0].resource.subject
            a health number that nobody has | "reference":"Patient/pat-[^"]*" | "type":"Patient","identifier":{"system":"https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-patient-hcn","value":"0000000000"} | 404 | careplan-push-patient-unknown | resource.entry[0].resource.subject
            goals in a circle | \\{("fullUrl":"urn:uuid:[-0]*4000-8000-00000000000)2("[^}]*?"Goal",)(.*?}})}, | {$12$2"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal","valueReference":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000005"}}],$3},{$15$2"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal","valueReference":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000002"}}],$3}, | 422 | careplan-push-goal-cycle | resource.entry[1].resource
            a plan of nobody | "author":\\{"reference":"PractitionerRole/spec-[^"]*"} | "contributor":[] | 422 | careplan-push-author | resource.entry[0].resource.author
            a plan without a name | "identifier":\\[\\{"system":"urn:made-up:plans","value":"[^"]*"}], | | 422 | careplan-push-plan-identifier | resource.entry[0].resource.identifier
            a plan that is active | "status":"draft" | "status":"active" | 422 | careplan-push-plan-stage | resource.entry[0].resource.status
            an order of somebody else | "intent":"proposal"([^}]*},\\s*"requester":\\{"reference":"PractitionerRole/)spec | "intent":"order"$1stranger | 422 | careplan-push-plan-stage | resource.entry[2].resource.intent
            no plan | "resourceType":"CarePlan".*?000000000004"}}]}} | "resourceType":"Condition","subject":{"reference":"Patient/pat-%s"}}} | 422 | careplan-push-one-plan | resource
            a resource of another kind | "resourceType":"Goal".*?}} | "resourceType":"Flag","status":"active","code":{"text":"x"},"subject":{"reference":"Patient/pat-%s"}} | 422 | careplan-push-member-type | resource.entry[1].resource
            two entries of one address | 000000000004","resource | 000000000003","resource | 422 | careplan-push-member-key | resource.entry[3].resource
            a goal that lacks what FHIR requires | "lifecycleStatus":"proposed", | | 422 | profile-violated | resource.entry[1].resource.lifecycleStatus
            no collection | "collection" | "batch" | 400 | careplan-push-bundle-invalid | resource.type
            """)
    void whatIsWrongInsideIsSaidAndNothingIsStored(
            String what, String right, String wrong, int status, String code, String place) {
        String body = plan.body();
        String changed = body.replaceAll("(?s)" + right, wrong == null ? "" : wrong.replace("%s", id));
        assertThat(changed).isNotEqualTo(body);

        isRefusedWhole(changed, status, code, "Parameters.parameter[2]." + place);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            nobody who reviews | \\{"name":"recipient".*?}}, | | 422 | careplan-push-no-recipient | Parameters
            a recipient who is not stored | "PractitionerRole/fp- | "PractitionerRole/nobody- | 422 | careplan-push-recipient-unknown | Parameters.parameter[1].value
            the author as recipient | "PractitionerRole/fp- | "PractitionerRole/spec- | 422 | careplan-push-recipient-unknown | Parameters.parameter[1].value
            an answer that was due before | (\\{"name":"bundle") | {"name":"responseDue","valueDateTime":"2001-01-01"},$1 | 422 | careplan-push-due-passed | Parameters.parameter[2].value
            no push identifier | \\{"name":"pushIdentifier".*?}}, | | 400 | careplan-push-parameter-invalid | Parameters
            a parameter of another name | "name":"recipient" | "name":"reviewer" | 400 | careplan-push-parameter-invalid | Parameters.parameter[1].name
            """)
    void aRequestThatIsWrongIsRefusedAndNothingIsStored(
            String what, String right, String wrong, int status, String code, String place) {
        String changed = plan.body().replaceAll("(?s)" + right, wrong == null ? "" : wrong);
        assertThat(changed).isNotEqualTo(plan.body());

        isRefusedWhole(changed, status, code, place);
    }

    @Test
    void aPlanOfFiveThousandActivitiesIsRefused() {
        String last = "{\"fullUrl\":\"urn:uuid:00000000-0000-4000-8000-000000000004\"";
        String activity =
                plan.body().substring(plan.body().indexOf(last), plan.body().lastIndexOf("]}}]}"));
        String all = IntStream.range(2, MANY)
                .mapToObj(i -> activity.replace("8000-000000000004", named(i)))
                .collect(Collectors.joining(","));
        String references = IntStream.range(2, MANY)
                .mapToObj(i -> "{\"reference\":{\"reference\":\"urn:uuid:00000000-0000-4000-" + named(i) + "\"}}")
                .collect(Collectors.joining(","));
        String body = plan.body()
                .replace("]}}]}", "," + all + "]}}]}")
                .replace("8000-000000000004\"}}]", "8000-000000000004\"}}," + references + "]");

        isRefusedWhole(body, 400, "careplan-push-bundle-invalid", "Parameters.parameter[2].resource.entry");
    }

    private static String named(int number) {
        return "8001-%012d".formatted(number);
    }

    @Test
    void aPlanThatIsStoredIsNotPushedUnderAnotherIdentifierNorOtherContentUnderTheSame() {
        assertThat(http().post("CarePlan/$push", plan.body())).hasStatus(200);

        isRefusedWhole(
                plan.body().replace("push-" + id, "again-" + id),
                409,
                "careplan-push-plan-exists",
                "Parameters.parameter[2].resource.entry[0].resource.identifier");
        isRefusedWhole(
                plan.body().replace("Warm pool", "Cold pool"),
                409,
                "careplan-push-push-conflict",
                "Parameters.parameter.where(name='pushIdentifier').value");
    }

    private void isRefusedWhole(String body, int status, String code, String place) {
        RowCounts before = rows();

        assertThat(http().post("CarePlan/$push", body)).isRefused(status, code).at(place);

        assertThat(rows()).isEqualTo(before);
    }
}
