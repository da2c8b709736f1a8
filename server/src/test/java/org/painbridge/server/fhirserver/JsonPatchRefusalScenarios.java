package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Answer;
import org.painbridge.server.RowCounts;

/** JSON Patches that are refused; they are JSON with ' for ". */
abstract class JsonPatchRefusalScenarios extends PatchedPatientScenarios {
    private static final String TO_FEMALE = "[{'op':'replace','path':'/gender','value':'female'}]";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "[{'op':'test','path':'/gender','value':'male'}]; [0].value; Operation [0]",
                "[{'op':'remove','path':'/active'},{'op':'remove','path':'/name/7'}]; [1].path; /name/7",
                "[{'op':'add','path':'/gander','value':'male'}]; gander; gander",
                "[{'op':'add','path':'/name/0/familie','value':'x'}]; name[0].familie; familie",
                "[{'op':'replace','path':'/gender','value':'green'}]; gender; gender",
                "[{'op':'replace','path':'/name','value':'x'}]; name; name",
                "[{'op':'add','path':'/name','value':null}]; name; never null",
                "[{'op':'add','path':'/name/0/family','value':null}]; name[0].family; never null",
                "[{'op':'add','path':'/gender','value':null}]; gender; never null",
                "[{'op':'add','path':'/gender','value':[null]}]; gender; text",
                "[{'op':'add','path':'/extension','value':[null]}]; extension[0]; object",
                "[{'op':'add','path':'/text','value':{'status':'generated','div':'<p>x</p>'}}]; text.div; div",
                "[{'op':'test','path':'/name/00/family','value':'Fictitious'}]; [0].path; leads to nothing",
                "[{'op':'test','path':'/name/-','value':null}]; [0].path; leads to nothing",
                "[{'op':'test','path':'/birthDate','value':null}]; [0].path; leads to nothing",
                "[{'op':'test','path':'/active','value':'true'}]; [0].value; another value",
                "[{'op':'add','path':'/name/2','value':{}}]; [0].path; 1 elements",
                "[{'op':'add','path':'/name/0/given/0/x','value':1}]; [0].path; neither",
                "[{'op':'add','path':'/na~1me','value':'x'}]; \"\"; na/me",
                "[{'op':'add','path':'','value':{}}]; resourceType; cannot change",
                "[{'op':'replace','path':'/id','value':'other'}]; id; cannot change id",
                "[{'op':'remove','path':'/id'}]; id; cannot change id",
                "[{'op':'replace','path':'/resourceType','value':'Person'}]; resourceType; cannot change",
                "[{'op':'remove','path':''}]; resourceType; cannot change",
                "[{'op':'replace','path':'','value':[]}]; resourceType; cannot change",
            })
    void aPatchThatDoesNotFitIsRefusedAndChangesNothing(String patch, String place, String word) {
        refused(422, "patch-failed", patch, place, word);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "{'op':'remove','path':'/active'}; malformed-patch; ''; array",
                "[{'op':'erase','path':'/active'}]; malformed-patch; [0].op; remove",
                "[{'op':'remove','path':'active'}]; malformed-patch; [0].path; slash",
                "{'resourceType':'Patient'}; malformed-patch; ''; array",
                "[{'op':'remove','path':'/a','path':'/b'}]; duplicate-json-key; [0].path; twice",
                "[{'op':'add','path':'/name/0','value':{'text':'x','text':'y'}}]; duplicate-json-key; [0].value.text; twice",
                "[{'op':'remove',; malformed-json; [0].op; line 1",
                "[] []; malformed-json; ''; end",
                "[{'op':'add','path':'/multipleBirthInteger','value':1e999999999}]; number-out-of-range; [0].value; 64",
                "[{'op':'replace','path':'/name/0/family','value':'\\u0000'}]; malformed-json; [0].value; U+0000",
            })
    void whatIsNoPatchIsRefused(String patch, String code, String place, String word) {
        refused(400, code, patch, place.equals("''") ? "" : place, word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void anEmptyPatchBodyIsRefused(String body) {
        assertThat(patch(body)).isRefused(400, "malformed-patch");
        assertThat(patch(body, "Content-Type", "application/x-www-form-urlencoded"))
                .isRefused(415, "unsupported-media-type");
    }

    @Test
    void aHiddenNumberWithoutEndIsRefused() {
        String observation = http().post(
                        "Observation",
                        "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"}}")
                .id();

        Answer refused = http().patch(
                        "Observation/" + observation,
                        "[{\"op\":\"add\",\"path\":\"/valueQuantity\",\"value\":{\"value\":\"1e99999999\"}}]");

        assertThat(refused).isRefused(422, "patch-failed").at("valueQuantity.value");
    }

    @Test
    void aPatchThatWouldFillTheMemoryIsRefused() {
        String text = "x".repeat(1 << 20);
        String copies = IntStream.range(0, 40)
                .mapToObj(i -> "{'op':'copy','from':'/name/0','path':'/name/-'}")
                .collect(Collectors.joining(","));

        assertThat(patch("[{'op':'replace','path':'/name/0/family','value':'" + text + "'}," + copies + "]"))
                .isRefused(400, "too-costly");
    }

    @Test
    void aPatchOfTooManyOperationsIsRefused() {
        String tests = IntStream.range(0, 1001)
                .mapToObj(i -> "{'op':'test','path':'/gender','value':'other'}")
                .collect(Collectors.joining(",", "[", "]"));

        assertThat(patch(tests)).isRefused(400, "too-costly");
    }

    @Test
    void operationsThatNestTooDeepAreRefused() {
        String deep = "{'extension':[".repeat(31) + "]}".repeat(31);

        assertThat(patch("[{'op':'add','path':'/contact','value':[{'name':{'period':{'extension':[" + deep + "]}}}]}]"))
                .isRefused(400, "nested-too-deep");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/xml-patch+xml", "application/merge-patch+json", "text/plain"})
    void anotherFormOfPatchIsRefusedWithTheOneThatIsRead(String form) {
        assertThat(patch(TO_FEMALE, "Content-Type", form))
                .isRefused(415, "unsupported-media-type")
                .at("http.Content-Type")
                .saying("application/json-patch+json");
    }

    @Test
    void aPatchInAnotherEncodingIsRefused() {
        byte[] body = TO_FEMALE.replace('\'', '"').getBytes(StandardCharsets.UTF_16);

        Answer refused = http().send(
                        "PATCH", url, BodyPublishers.ofByteArray(body), "Content-Type", "application/json-patch+json");

        assertThat(refused).isRefused(400, "malformed-body");
    }

    @Test
    void aReferenceThatFhirDoesNotAllowIsRefusedInAPatchToo() {
        refused(
                400,
                "wrong-reference-type",
                "[{'op':'add','path':'/managingOrganization','value':{'reference':'Device/1'}}]",
                "Patient.managingOrganization",
                "Organization");
    }

    private void refused(int status, String code, String patch, String place, String word) {
        RowCounts before = rows();

        Answer refused = patch(patch);

        assertThat(refused).isRefused(status, code).at(place).saying(word);
        assertThat(rows()).isEqualTo(before);
    }

    private Answer patch(String patch, String... headers) {
        return http().patch(url, patch.replace('\'', '"'), headers);
    }
}
