package org.painbridge.server.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.PatchParameters.delete;
import static org.painbridge.server.PatchParameters.move;
import static org.painbridge.server.PatchParameters.operations;
import static org.painbridge.server.PatchParameters.part;
import static org.painbridge.server.PatchParameters.replace;
import static org.painbridge.server.patch.PatchedText.assertPatched;
import static org.painbridge.server.patch.PatchedText.failed;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a FHIRPath Patch deletes, replaces and moves (FHIR R4, fhirpatch.html); resources are JSON with ' for ". */
class FhirPathPatchTest {
    private static final String IDENTIFIERS = "'identifier':[{'value':'a'},{'value':'b'},{'value':'c'},{'value':'d'}]";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Patient.birthDate; \"birthDate\":\"1920-01-01\"; ''",
                "Patient.birthDate; ''; ''",
                "Patient.name[3]; \"name\":[{\"text\":\"n\"}]; \"name\":[{\"text\":\"n\"}]",
                "Patient.name.given; \"name\":[{\"text\":\"n\"}]; \"name\":[{\"text\":\"n\"}]",
                "Patient.name[0]; \"name\":[{\"text\":\"n\"},{\"text\":\"m\"}]; \"name\":[{\"text\":\"m\"}]",
                "Patient.name.where(text='n'); \"name\":[{\"text\":\"n\"},{\"text\":\"m\"}]; \"name\":[{\"text\":\"m\"}]",
                "Patient.name[0].given[1]; \"name\":[{\"given\":[\"a\",\"b\",\"a\"]}]; \"name\":[{\"given\":[\"a\",\"a\"]}]",
                "Patient.deceased; \"deceasedBoolean\":true; ''",
                "Patient.deceased.ofType(dateTime); \"deceasedBoolean\":true; \"deceasedBoolean\":true",
                "Patient.contained[0]; \"contained\":[{\"resourceType\":\"Basic\",\"id\":\"b\"}]; ''",
                "Patient.extension('urn:x'); \"extension\":[{\"url\":\"urn:x\",\"valueCode\":\"v\"}]; ''",
                "Patient.extension.where(url = 'urn:x').value; \"extension\":[{\"url\":\"urn:x\",\"valueCode\":\"v\"}]; ''",
            })
    void deletesTheOneElementThatIsThere(String path, String before, String after) {
        assertPatched(before.replace('"', '\''), operations(delete(path)), after.replace('"', '\''));
    }

    @Test
    void whatHasLostAllItsContentIsGone() {
        assertPatched(
                "'contact':[{'name':{'text':'n'},'gender':'male'}]",
                operations(delete("Patient.contact[0].name.text")),
                "'contact':[{'gender':'male'}]");
        assertPatched(
                "'name':[{'text':'n'},{'text':'m'}]",
                operations(delete("Patient.name[0].text"), replace("Patient.name[0].text", new StringType("o"))),
                "'name':[{'text':'o'}]");
    }

    @Test
    void deletesOneOfEqualPrimitivesAndThatOne() {
        String names = "'name':[{'given':['a','a'],'_given':[null,{'id':'i'}]}]";

        assertPatched(names, operations(delete("Patient.name.given[1]")), "'name':[{'given':['a']}]");
    }

    @Test
    void deletesNeitherSeveralElementsNorTheResource() {
        assertThat(failed("'name':[{'text':'n'},{'text':'m'}]", operations(delete("Patient.name"))))
                .isEqualTo("Parameters.parameter[0]");
        assertThat(failed("", operations(delete("Patient")))).isEqualTo("Parameters.parameter[0]");
    }

    @Test
    void replacesAnElementAsAWhole() {
        assertPatched(
                "'birthDate':'1920-01-01','_birthDate':{'id':'i'}",
                operations(replace("Patient.birthDate", new DateType("1930-01-01"))),
                "'birthDate':'1930-01-01'");
        assertPatched(
                "'maritalStatus':{'id':'1','text':'m'}",
                operations(replace(
                        "Patient.maritalStatus", (CodeableConcept) text("n").setId("2"))),
                "'maritalStatus':{'id':'2','text':'n'}");
        assertPatched(
                "'name':[{'given':['a','b'],'family':'f'}]",
                operations(
                        replace("Patient.name.given[1]", new StringType("c")),
                        replace("name.family", new StringType("g"))),
                "'name':[{'family':'g','given':['a','c']}]");
    }

    @Test
    void replacesAChoiceByAnotherType() {
        assertPatched(
                "'deceasedBoolean':true",
                operations(replace("Patient.deceased", new DateTimeType("2020"))),
                "'deceasedDateTime':'2020'");
    }

    @Test
    void replacesTheTextOfTheNarrative() {
        assertPatched(
                "'text':{'status':'generated','div':'<div>a</div>'}",
                operations(replace("Patient.text.div", new StringType("<div>b</div>"))),
                "'text':{'status':'generated','div':'<div xmlns=\\'http://www.w3.org/1999/xhtml\\'>b</div>'}");
    }

    @Test
    void replacesExactlyOneElement() {
        assertThat(failed("", operations(replace("Patient.birthDate", new DateType("1930")))))
                .isEqualTo("Parameters.parameter[0]");
        assertThat(failed(IDENTIFIERS, operations(replace("Patient.identifier", identifier("x")))))
                .isEqualTo("Parameters.parameter[0]");
        assertThat(failed("", operations(replace("Patient", new StringType("x")))))
                .isEqualTo("Parameters.parameter[0]");
    }

    @ParameterizedTest
    @CsvSource({
        "3, 1, a d b c",
        "3, 0, d a b c",
        "3, 2, a b d c",
        "0, 3, b c d a",
        "1, 2, a c b d",
        "2, 2, a b c d",
    })
    void movesAnElementToTheIndexThatItHasThen(int source, int destination, String expected) {
        assertThat(identifiers(operations(move("Patient.identifier", source, destination))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"4, 0, 2", "0, 4, 3"})
    void movesWithinTheListOnly(int source, int destination, int part) {
        assertThat(failed(IDENTIFIERS, operations(move("Patient.identifier", source, destination))))
                .isEqualTo("Parameters.parameter[0].part[" + part + "]");
    }

    private static CodeableConcept text(String text) {
        return new CodeableConcept().setText(text);
    }

    private static Identifier identifier(String value) {
        return new Identifier().setValue(value);
    }

    /** The values of {@link #IDENTIFIERS} after a patch. */
    private static String identifiers(Parameters patch) {
        return new PatchedText("Patient", IDENTIFIERS)
                .by(patch)
                .replaceAll("'identifier':\\[|\\{'value':'|'}|]", "")
                .replace(',', ' ');
    }
}
