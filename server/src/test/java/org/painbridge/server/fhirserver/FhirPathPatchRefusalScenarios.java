package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.PatchParameters.add;
import static org.painbridge.server.PatchParameters.delete;
import static org.painbridge.server.PatchParameters.insert;
import static org.painbridge.server.PatchParameters.operations;
import static org.painbridge.server.PatchParameters.part;
import static org.painbridge.server.PatchParameters.replace;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Answer;
import org.painbridge.server.RowCounts;

/** FHIRPath Patches that are refused. Bodies in texts are JSON with ' for ". */
abstract class FhirPathPatchRefusalScenarios extends FhirPathPatchedScenarios {
    @Test
    void aPatchThatDoesNotFitIsRefusedAndChangesNothing() {
        refused(operations(delete("Patient.active"), delete("Patient.gander")), "Parameters.parameter[1]", "gander");
        refused(operations(replace("Patient.birthDate", new DateType("2000"))), "Parameters.parameter[0]", "nothing");
        refused(operations(delete("Patient.name.given")), "Parameters.parameter[0]", "2 elements");
        refused(
                operations(delete("Patient.active"), replace("Patient.gender", new CodeType("green"))),
                "Parameters.parameter[1].part[2]",
                "code");
        refused(
                operations(insert("Patient.name", 7, new HumanName().setText("x"))),
                "Parameters.parameter[0].part[2]",
                "last possible");
        refused(
                operations(add("Patient", "name", new Identifier().setValue("x"))),
                "Parameters.parameter[0].part[3]",
                "HumanName");
        refused(operations(replace("Patient.id", new StringType("other"))), "id", "cannot change id");
        refused(operations(delete("Patient.id")), "id", "cannot change id");
        refused(operations(delete("Patient")), "Parameters.parameter[0]", "as a whole");
        refused(
                operations(add("Patient", "managingOrganization", new Reference("#nobody"))),
                "managingOrganization",
                "#nobody");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "{'resourceType':'Patient'}; malformed-patch; ''; Parameters",
                "[{'op':'remove','path':'/active'}]; malformed-patch; ''; Parameters",
                "{}; malformed-patch; ''; Parameters",
                "{'resourceType':'Parameters','parameters':[{}]}; malformed-patch; parameters; parameters",
                "{'resourceType':'Parameters','parameter':[{'name':'x','valueCode':'y'}]}; malformed-patch;"
                        + " Parameters.parameter[0]; operation",
                "{'resourceType':'Parameters','parameter':[{'name':'operation','part':["
                        + "{'name':'type','valueCode':'erase'},{'name':'path','valueString':'Patient'}]}]};"
                        + " malformed-patch; Parameters.parameter[0].part[0]; delete",
                "{'resourceType':'Parameters','parameter':[{'name':'operation','part':["
                        + "{'name':'type','valueCode':'delete'},{'name':'path','valueString':'Patient.children()'}]}]};"
                        + " malformed-patch; Parameters.parameter[0].part[1]; children()",
                "{'resourceType':'Parameters','parameter':[{'name':'operation','name':'operation'}]};"
                        + " duplicate-json-key; parameter[0].name; twice",
                "{'resourceType':'Parameters',; malformed-json; resourceType; line 1",
            })
    void whatIsNoPatchIsRefused(String patch, String code, String place, String word) {
        RowCounts before = rows();

        Answer refused = patch(patch.replace('\'', '"'), "Content-Type", JSON);

        assertThat(refused)
                .isRefused(400, code)
                .at(place.equals("''") ? "" : place)
                .saying(word);
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "<Parameters xmlns='http://hl7.org/fhir'><parameter></Parameters>",
                "<Patient xmlns='http://hl7.org/fhir'><active value='true'/></Patient>",
                "<!DOCTYPE p [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><Parameters xmlns='http://hl7.org/fhir'>"
                        + "<parameter><name value='operation'/><part><name value='type'/><valueCode value='&e;'/></part>"
                        + "</parameter></Parameters>",
            })
    void whatIsNoPatchInXmlIsRefused(String patch) {
        RowCounts before = rows();

        assertThat(patch(patch, "Content-Type", XML, "Accept", JSON)).isRefused(400, "malformed-patch");
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void anEmptyPatchBodyIsRefused(String body) {
        assertThat(patch(body, "Content-Type", JSON)).isRefused(400, "malformed-patch");
    }

    @Test
    void aHiddenNumberWithoutEndIsRefused() {
        String body = "<Parameters xmlns='http://hl7.org/fhir'><parameter><name value='operation'/>"
                + "<part><name value='type'/><valueCode value='add'/></part>"
                + "<part><name value='path'/><valueString value='Patient'/></part>"
                + "<part><name value='name'/><valueString value='multipleBirth'/></part>"
                + "<part><name value='value'/><valueQuantity><value value='1e99999999'/></valueQuantity></part>"
                + "</parameter></Parameters>";

        assertThat(patch(body, "Content-Type", XML, "Accept", JSON)).isRefused(400, "number-out-of-range");
    }

    @Test
    void operationsThatNestTooDeepAreRefused() {
        Parameters patch = new Parameters();
        for (int depth = 0; depth < 40; depth++) {
            String path = "Patient" + ".extension".repeat(depth);
            patch.addParameter(add(
                    path,
                    "extension",
                    part("value", part("url", new StringType("urn:x")), part("id", new StringType("i")))));
        }
        patch.addParameter(add("Patient" + ".extension".repeat(40), "value", new StringType("x")));

        assertThat(patch(patch)).isRefused(400, "nested-too-deep");
    }

    @Test
    void aReferenceThatFhirDoesNotAllowIsRefusedInAPatchToo() {
        assertThat(patch(operations(add("Patient", "managingOrganization", new Reference("Device/1")))))
                .isRefused(400, "wrong-reference-type")
                .at("Patient.managingOrganization");
    }

    private void refused(Parameters patch, String place, String word) {
        RowCounts before = rows();

        Answer refused = patch(patch);

        assertThat(refused).isRefused(422, "patch-failed").at(place).saying(word);
        assertThat(rows()).isEqualTo(before);
        assertThat(patchXml(patch)).isRefused(422, "patch-failed").at(place).saying(word);
    }
}
