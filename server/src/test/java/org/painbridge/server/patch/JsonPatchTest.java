package org.painbridge.server.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.ErrorCode;

/** The cases of RFC 6902, appendix A, and of RFC 6901, section 5, with words of our own; in JSON with ' for ". */
class JsonPatchTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PatchLimits LIMITS = new PatchLimits(100, 16, 10_000, 1_000_000);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                // A.1 to A.6, A.10, A.11, A.16: one operation each.
                "{'pain':4}; [{'op':'add','path':'/sleep','value':2}]; {'sleep':2,'pain':4}",
                "{'sites':['knee','hip']}; [{'op':'add','path':'/sites/1','value':'back'}];"
                        + " {'sites':['knee','back','hip']}",
                "{'pain':4,'sleep':2}; [{'op':'remove','path':'/sleep'}]; {'pain':4}",
                "{'sites':['knee','back','hip']}; [{'op':'remove','path':'/sites/1'}]; {'sites':['knee','hip']}",
                "{'pain':4,'sleep':2}; [{'op':'replace','path':'/pain','value':'none'}]; {'pain':'none','sleep':2}",
                "{'left':{'knee':1,'hip':2},'right':{'back':3}};"
                        + " [{'op':'move','from':'/left/hip','path':'/right/hip'}];"
                        + " {'left':{'knee':1},'right':{'back':3,'hip':2}}",
                "{'sites':['a','b','c','d']}; [{'op':'move','from':'/sites/1','path':'/sites/3'}];"
                        + " {'sites':['a','c','d','b']}",
                "{'pain':4}; [{'op':'add','path':'/child','value':{'grandchild':{}}}]; {'pain':4,'child':{'grandchild':{}}}",
                "{'pain':4}; [{'op':'add','path':'/sleep','value':2,'unknown':1}]; {'pain':4,'sleep':2}",
                "{'sites':['knee']}; [{'op':'add','path':'/sites/-','value':['hip','back']}];"
                        + " {'sites':['knee',['hip','back']]}",
                // Add replaces what is there, null is a value, copies are apart.
                "{'pain':4}; [{'op':'add','path':'/pain','value':5}]; {'pain':5}",
                "{'pain':4}; [{'op':'add','path':'/pain','value':null}]; {'pain':null}",
                "{'a':{'b':1}}; [{'op':'copy','from':'/a','path':'/c'},{'op':'replace','path':'/c/b','value':2}];"
                        + " {'a':{'b':1},'c':{'b':2}}",
                "{'a':1}; [{'op':'move','from':'/a','path':'/a'}]; {'a':1}",
                "{'a':[1,2]}; [{'op':'replace','path':'/a/1','value':{'b':3}}]; {'a':[1,{'b':3}]}",
                "{'a':[1]}; [{'op':'add','path':'/a/1','value':2}]; {'a':[1,2]}",
                "{'a':1}; []; {'a':1}",
                // The whole document.
                "{'a':1}; [{'op':'replace','path':'','value':[1]}]; [1]",
                "{'a':{'b':1}}; [{'op':'copy','from':'/a','path':''}]; {'b':1}",
                // RFC 6901: escapes, the empty name, names that look like indexes.
                "{'a/b':1,'m~n':2,'~1':3,'':4,'0':5}; [{'op':'remove','path':'/a~1b'},{'op':'remove','path':'/m~0n'},"
                        + "{'op':'remove','path':'/~01'},{'op':'remove','path':'/'},{'op':'remove','path':'/0'}]; {}",
            })
    void operationsChangeTheDocument(String before, String patch, String after) {
        assertThat(apply(before, patch)).isEqualTo(json(after));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                // A.8, A.14: these hold.
                "{'site':'knee','scores':['a',2,'c']}; [{'op':'test','path':'/site','value':'knee'},"
                        + "{'op':'test','path':'/scores/1','value':2}]",
                "{'/':9,'~1':10}; [{'op':'test','path':'/~01','value':10}]",
                "{'a':1.50}; [{'op':'test','path':'/a','value':1.5}]",
                "{'a':2}; [{'op':'test','path':'/a','value':2.0}]",
                "{'a':{'b':1,'c':[null]}}; [{'op':'test','path':'/a','value':{'c':[null],'b':1}}]",
                "{'a':null}; [{'op':'test','path':'/a','value':null}]",
            })
    void testsThatHoldChangeNothing(String document, String patch) {
        assertThat(apply(document, patch)).isEqualTo(json(document));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                // A.9, A.15: these do not hold.
                "{'site':'knee'}; [{'op':'test','path':'/site','value':'hip'}]; [0].value",
                "{'a':10}; [{'op':'test','path':'/a','value':'10'}]; [0].value",
                "{'a':[1,2]}; [{'op':'test','path':'/a','value':[2,1]}]; [0].value",
                "{'a':[1,2]}; [{'op':'test','path':'/a','value':[1]}]; [0].value",
                "{'a':{}}; [{'op':'test','path':'/a','value':null}]; [0].value",
                "{'a':1}; [{'op':'test','path':'/b','value':null}]; [0].path",
                // A.12 and others: there is nothing.
                "{'a':1}; [{'op':'add','path':'/b/c','value':1}]; [0].path",
                "{'a':1}; [{'op':'add','path':'/a/c','value':1}]; [0].path",
                "{'a':1}; [{'op':'test','path':'/a','value':1},{'op':'remove','path':'/b'}]; [1].path",
                "{'a':1}; [{'op':'replace','path':'/b','value':1}]; [0].path",
                "{'a':1}; [{'op':'move','from':'/b','path':'/c'}]; [0].from",
                "{'a':1}; [{'op':'copy','from':'/b','path':'/c'}]; [0].from",
                "{'a':1}; [{'op':'remove','path':''},{'op':'remove','path':'/a'}]; [1].path",
                // Indexes.
                "{'a':[1]}; [{'op':'add','path':'/a/2','value':1}]; [0].path",
                "{'a':[1]}; [{'op':'add','path':'/a/01','value':1}]; [0].path",
                "{'a':[1]}; [{'op':'add','path':'/a/x','value':1}]; [0].path",
                "{'a':[1]}; [{'op':'add','path':'/a/-1','value':1}]; [0].path",
                "{'a':[1]}; [{'op':'add','path':'/a/99999999999','value':1}]; [0].path",
                "{'a':[1]}; [{'op':'remove','path':'/a/-'}]; [0].path",
                "{'a':[1]}; [{'op':'replace','path':'/a/1','value':1}]; [0].path",
            })
    void whatDoesNotFitTheDocumentFailsWithItsPlace(String document, String patch, String place) {
        PatchProblem problem = problem(document, patch, LIMITS);

        assertThat(problem.code()).isEqualTo(ErrorCode.PATCH_FAILED);
        assertThat(problem.expression()).isEqualTo(place);
        assertThat(problem).hasMessageContaining("Operation " + place.substring(0, 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "{'op':'remove','path':'/a'}; ''",
                "'text'; ''",
                "[1]; [0]",
                "[{'path':'/a'}]; [0].op",
                "[{'op':'Add','path':'/a','value':1}]; [0].op",
                "[{'op':'remove','path':'/a'},{'op':'erase','path':'/a'}]; [1].op",
                "[{'op':'remove'}]; [0].path",
                "[{'op':'remove','path':1}]; [0].path",
                "[{'op':'remove','path':'a'}]; [0].path",
                "[{'op':'remove','path':'/a~2'}]; [0].path",
                "[{'op':'remove','path':'/a~'}]; [0].path",
                "[{'op':'add','path':'/a'}]; [0]",
                "[{'op':'test','path':'/a'}]; [0]",
                "[{'op':'move','path':'/a'}]; [0].from",
                "[{'op':'copy','path':'/a','from':'b'}]; [0].from",
                "[{'op':'move','from':'/a','path':'/a/b'}]; [0].path",
            })
    void whatIsNoPatchIsRefusedWithItsPlace(String patch, String place) {
        PatchProblem problem = problem("{'a':{}}", patch, LIMITS);

        assertThat(problem.code()).isEqualTo(ErrorCode.MALFORMED_PATCH);
        assertThat(problem.expression()).isEqualTo(place.equals("''") ? "" : place);
    }

    @Test
    void aPatchOfTooManyOperationsIsTooCostly() {
        String operation = "{'op':'test','path':'/a','value':1}";

        assertThat(problem("{'a':1}", patchOf(operation, 101), LIMITS).code()).isEqualTo(ErrorCode.TOO_COSTLY);
        assertThat(apply("{'a':1}", patchOf(operation, 100))).isEqualTo(json("{'a':1}"));
    }

    @Test
    void copiesThatDoubleTheDocumentEachAreTooCostly() {
        PatchProblem problem = problem("{'a':[1]}", patchOf("{'op':'copy','from':'/a','path':'/a/-'}", 14), LIMITS);

        assertThat(problem.code()).isIn(ErrorCode.TOO_COSTLY, ErrorCode.NESTED_TOO_DEEP);
        String wide = patchOf("{'op':'copy','from':'/a/0','path':'/a/-'}", 20);
        String text = "x".repeat(600);
        assertThat(problem("{'a':['" + text + "']}", wide, LIMITS).code()).isEqualTo(ErrorCode.TOO_COSTLY);
    }

    @Test
    void namesOfPropertiesCountAsMuchAsTexts() {
        String copies = patchOf("{'op':'copy','from':'/a/0','path':'/a/-'}", 20);

        assertThat(problem("{'a':[{'" + "x".repeat(600) + "':1}]}", copies, LIMITS)
                        .code())
                .isEqualTo(ErrorCode.TOO_COSTLY);
    }

    @Test
    void aPatchMayBeAppliedTwice() {
        JsonPatch patch = JsonPatch.of(
                json("[{'op':'add','path':'/a','value':[]},{'op':'add','path':'/a/-','value':{'b':1}},"
                        + "{'op':'replace','path':'/a/0/b','value':{}},{'op':'add','path':'/a/0/b/c','value':2}]"),
                LIMITS);

        assertThat(patch.apply(json("{}"))).isEqualTo(json("{'a':[{'b':{'c':2}}]}"));
        assertThat(patch.apply(json("{}"))).isEqualTo(json("{'a':[{'b':{'c':2}}]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"add; 15; []", "add; 16; 1", "replace; 15; {}", "copy; 15; []", "move; 15; []"})
    void whatAPatchLeavesIsAsDeepAsABodyMayBe(String op, int steps, String value) {
        String parents = "{'a':".repeat(steps) + "0" + "}".repeat(steps);
        String document = "{'deep':" + parents.substring(5, parents.length() - 1) + ",'flat':" + value + "}";
        String path = "/deep" + "/a".repeat(steps - 1);
        String patch = "[{'op':'" + op + "','from':'/flat','path':'" + path + "','value':" + value + "}]";

        assertThat(apply(document, patch).at(path)).isEqualTo(json(value));
        String one = patch.replace("'value':" + value, "'value':[" + value + "]");
        String more = document.replace("'flat':" + value, "'flat':[" + value + "]");
        assertThat(problem(more, one, LIMITS).code()).isEqualTo(ErrorCode.NESTED_TOO_DEEP);
    }

    @Test
    void operationsCannotNestDeeperThanABodyMay() {
        String deeper = IntStream.range(0, 20)
                .mapToObj(depth -> "{'op':'add','path':'" + "/a".repeat(depth + 1) + "','value':{}}")
                .collect(Collectors.joining(",", "[", "]"));

        assertThat(problem("{}", deeper, LIMITS).code()).isEqualTo(ErrorCode.NESTED_TOO_DEEP);
    }

    private static String patchOf(String operation, int times) {
        return IntStream.range(0, times).mapToObj(i -> operation).collect(Collectors.joining(",", "[", "]"));
    }

    private static JsonNode apply(String document, String patch) {
        return JsonPatch.of(json(patch), LIMITS).apply(json(document));
    }

    private static PatchProblem problem(String document, String patch, PatchLimits limits) {
        return catchThrowableOfType(
                PatchProblem.class, () -> JsonPatch.of(json(patch), limits).apply(json(document)));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
