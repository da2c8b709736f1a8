package org.painbridge.server.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.PatchParameters.add;
import static org.painbridge.server.PatchParameters.delete;
import static org.painbridge.server.PatchParameters.operation;
import static org.painbridge.server.PatchParameters.operations;
import static org.painbridge.server.PatchParameters.part;
import static org.painbridge.server.PatchParameters.replace;

import java.util.Collections;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.ErrorCode;

/** Which paths a FHIRPath Patch may have, where they lead, and which patches are none. */
class FhirPathPatchPathTest {
    private static final String PATIENT = "'active':true,'name':["
            + "{'use':'official','family':'Marked','given':['Ann','Bea'],'period':{'start':'2020-01-01'}},"
            + "{'use':'nickname','family':'Other','given':['Cleo'],"
            + "'extension':[{'url':'urn:x','valueQuantity':{'value':3}}]}]";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Patient.name[0].family",
                "name[0].family",
                "Patient.name.first().family",
                "Patient.name.take(1).family",
                "Patient.name.where(use = 'official').family",
                "Patient.name.where(use = 'official' and given.first() = 'Ann').family",
                "Patient.name.where(given.where($this.startsWith('B')).exists()).family",
                "Patient.name.where(given.exists($this = 'Bea')).family",
                "Patient.name.where(extension('urn:x').empty()).family",
                "Patient.name.where(period.start < @2021-01-01).family",
                "Patient.name.where(given.count() = 2).family",
                "Patient.name.where((use != 'nickname') or (family = 'x')).family",
                "Patient.name.where(family.lower() = 'marked').family",
                "Patient.name.where(extension.exists().not()).family",
                "Patient.name.family.where($this = 'Marked')",
                "Patient.name.family.skip(0).first()",
                "(Patient.name[0]).family",
                "Patient.`name`[0].family",
            })
    void pathsThatLeadToTheMarkedName(String path) {
        assertThat(new PatchedText("Patient", PATIENT).by(operations(replace(path, new StringType("Found")))))
                .contains("'family':'Found'")
                .doesNotContain("Marked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Patient.name.extension('urn:x').value.value",
                "Patient.name.extension.value.ofType(Quantity).value",
                "(Patient.name.extension.value as Quantity).value",
                "(Patient.name.extension.value as FHIR.Quantity).value",
                "Patient.name.last().extension.value.as(Quantity).value",
                "Patient.name.tail().extension.where(value is Quantity).value.value",
            })
    void pathsThatLeadIntoAChoice(String path) {
        assertThat(new PatchedText("Patient", PATIENT).by(operations(delete(path))))
                .doesNotContain("valueQuantity");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Patient.name.where(family.matches('(a+)+$'))",
                "Patient.name.where(family.replaceMatches('a', 'b') = 'b')",
                "Patient.name.where(family.replace('a', 'b') = 'b')",
                "Patient.name.where(%resource.active)",
                "Patient.name.where(%context.active)",
                "Patient.name.where(repeat(period).exists())",
                "Patient.name.where(children().exists())",
                "Patient.name.where(descendants().exists())",
                "Patient.name.where((given | given).exists())",
                "Patient.name.where(given.combine(given).exists())",
                "Patient.name.where(family ~ 'x')",
                "Patient.name.where(family in given)",
                "Patient.name.where(family + 'x' = 'y')",
                "Patient.name.where(family.select($this) = 'y')",
                "Patient.name.where(family.trace('x') = 'y')",
                "Patient.name.where(iif(true, true, false))",
                "Patient.name.where(1 + 1 = 2)",
                "Patient.managingOrganization.resolve()",
                "Patient.descendants()",
                "Patient.children()",
                "Patient.repeat(extension)",
                "Patient.name | Patient.telecom",
                "Patient.name.given + 'x'",
                "Patient.name.exists()",
                "Patient.name.family = 'Marked'",
                "Patient.name.select(family)",
                "Patient.name[0 + 1]",
                "Patient.name[name.count()]",
                "Patient.name['a']",
                "Patient.extension(url)",
                "%resource.name",
                "'Patient'",
                "-1",
                "Patient.name.ofType(1)",
                "Patient.name.",
                "Patient..name",
                "Patient.name[",
                "Patient.name[0",
                "Patient.name.where(",
                "Patient.name.where()",
                "Patient.name.first(1)",
                "Patient.name.unknown()",
                "Patient.value[x]",
                "Patient name",
                "Patient.name[99999999999]",
                "((((((((((((((((((((((((((((",
                " ",
            })
    void otherPathsAreNone(String path) {
        PatchProblem problem = problem(delete(path));

        assertThat(problem.code()).as(path).isEqualTo(ErrorCode.MALFORMED_PATCH);
        assertThat(problem.expression()).isEqualTo("Parameters.parameter[0].part[1]");
        assertThat(problem).hasMessageContaining("The path of an operation");
    }

    @Test
    void aPathThatIsTooLongIsNone() {
        assertThat(problem(delete("Patient" + ".extension".repeat(100))).code()).isEqualTo(ErrorCode.MALFORMED_PATCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Patient.gander",
                "Observation.status",
                "Patient.name.familyName",
                "Patient.deceasedBoolean",
                "Patient.active.value",
                "Patient.name.where(family > 3)",
            })
    void aPathThatNoSuchResourceHasFails(String path) {
        PatchProblem problem = problem(delete(path));

        assertThat(problem.code()).as(path).isEqualTo(ErrorCode.PATCH_FAILED);
        assertThat(problem.expression()).isEqualTo("Parameters.parameter[0]");
        assertThat(problem).hasMessageContaining("Operation [0], delete " + path);
    }

    @Test
    void aBooleanWithoutAValueIsNotTrue() {
        String patient = "'_active':{'extension':[{'url':'urn:x','valueCode':'unknown'}]}";

        assertThat(new PatchedText("Patient", patient).by(operations(delete("Patient.active.where($this)"))))
                .contains("_active");
    }

    @Test
    void manyPathsThroughALargeResourceAreTooCostly() {
        String names = "'name':[" + String.join(",", Collections.nCopies(1000, "{'text':'n'}")) + "]";
        Parameters patch = operations(delete("Patient.name.where(text = 'a' or text = 'b' or text = 'c')"));

        assertThat(new PatchedText("Patient", names).problem(patch).code()).isEqualTo(ErrorCode.TOO_COSTLY);
        assertThat(new PatchedText("Patient", "").by(patch)).isEmpty();
    }

    @Test
    void aPatchOfTooManyOperationsIsTooCostly() {
        ParametersParameterComponent[] operations =
                Collections.nCopies(11, delete("Patient.active")).toArray(new ParametersParameterComponent[0]);

        assertThat(problem(operations).code()).isEqualTo(ErrorCode.TOO_COSTLY);
    }

    @Test
    void whatIsNoOperationIsRefusedWithItsPlace() {
        ParametersParameterComponent valid = delete("Patient.active");
        String first = "Parameters.parameter[1]";

        assertThat(malformed(valid, part("resource", new BooleanType(true)))).isEqualTo(first);
        assertThat(malformed(valid, part("operation"))).isEqualTo(first);
        assertThat(malformed(valid, part("operation", text("type", "delete")))).isEqualTo(first);
        assertThat(malformed(valid, operation("erase", "Patient.active"))).isEqualTo(first + ".part[0]");
        assertThat(malformed(valid, operation("Delete", "Patient.active"))).isEqualTo(first + ".part[0]");
        assertThat(malformed(valid, part("operation", text("type", "delete"), part("path", new HumanName()))))
                .isEqualTo(first + ".part[1]");
        assertThat(malformed(valid, part("operation", text("type", "delete"), part("path", new StringType()))))
                .isEqualTo(first + ".part[1]");
        assertThat(malformed(valid, operation("delete", "Patient.active", text("path", "Patient.name"))))
                .isEqualTo(first + ".part[2]");
        assertThat(malformed(valid, operation("delete", "Patient.active", text("value", "x"))))
                .isEqualTo(first + ".part[2]");
        assertThat(malformed(valid, operation("add", "Patient", text("name", "name"))))
                .isEqualTo(first);
        assertThat(malformed(valid, operation("insert", "Patient.name", text("value", "x"))))
                .isEqualTo(first);
        assertThat(malformed(valid, operation("move", "Patient.name", part("source", new IntegerType(1)))))
                .isEqualTo(first);
    }

    @Test
    void indexesCountFromZero() {
        assertThat(malformed(operation("insert", "Patient.name", text("value", "x"), text("index", "1"))))
                .isEqualTo("Parameters.parameter[0].part[3]");
        assertThat(malformed(
                        operation("insert", "Patient.name", text("value", "x"), part("index", new IntegerType(-1)))))
                .isEqualTo("Parameters.parameter[0].part[3]");
    }

    @Test
    void aValueThatIsNoneIsRefused() {
        ParametersParameterComponent twice = part("value", text("text", "n")).setValue(new HumanName().setText("n"));

        assertThat(malformed(add("Patient", "name", twice))).isEqualTo("Parameters.parameter[0].part[3]");
        assertThat(malformed(add("Patient", "name", part("value")))).isEqualTo("Parameters.parameter[0].part[3]");
    }

    private static ParametersParameterComponent text(String name, String text) {
        return part(name, new StringType(text));
    }

    private static String malformed(ParametersParameterComponent... operations) {
        PatchProblem problem = problem(operations);
        assertThat(problem.code()).as(problem.getMessage()).isEqualTo(ErrorCode.MALFORMED_PATCH);
        return problem.expression();
    }

    private static PatchProblem problem(ParametersParameterComponent... operations) {
        return new PatchedText("Patient", PATIENT).problem(operations(operations));
    }
}
