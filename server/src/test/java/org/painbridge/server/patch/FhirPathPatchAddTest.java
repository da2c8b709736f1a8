package org.painbridge.server.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.PatchParameters.add;
import static org.painbridge.server.PatchParameters.insert;
import static org.painbridge.server.PatchParameters.operations;
import static org.painbridge.server.PatchParameters.part;
import static org.painbridge.server.patch.PatchedText.assertPatched;
import static org.painbridge.server.patch.PatchedText.failed;

import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a FHIRPath Patch adds and inserts (FHIR R4, fhirpatch.html); resources are JSON with ' for ". */
class FhirPathPatchAddTest {
    private static final String IDENTIFIERS = "'identifier':[{'value':'a'},{'value':'b'},{'value':'c'},{'value':'d'}]";

    @Test
    void addsAnElementThatIsNotThere() {
        assertPatched(
                "", operations(add("Patient", "birthDate", new DateType("1930-01-01"))), "'birthDate':'1930-01-01'");
        assertPatched("", operations(add("Patient", "maritalStatus", text("m"))), "'maritalStatus':{'text':'m'}");
        assertPatched(
                "'contact':[{'name':{'text':'n'}}]",
                operations(add("Patient.contact[0]", "gender", new CodeType("male"))),
                "'contact':[{'name':{'text':'n'},'gender':'male'}]");
    }

    @Test
    void addsAtTheEndOfAList() {
        assertPatched("", operations(add("Patient", "identifier", identifier("a"))), "'identifier':[{'value':'a'}]");
        assertPatched(
                "'identifier':[{'value':'a'}]",
                operations(add("Patient", "identifier", identifier("b"))),
                "'identifier':[{'value':'a'},{'value':'b'}]");
        assertPatched(
                "'name':[{'given':['Ann']}]",
                operations(add("Patient.name[0]", "given", new StringType("Bea"))),
                "'name':[{'given':['Ann','Bea']}]");
    }

    @Test
    void doesNotAddWhatIsThereAndDoesNotRepeat() {
        assertThat(failed(
                        "'birthDate':'1920-01-01'",
                        operations(add("Patient", "birthDate", new DateType("1930-01-01")))))
                .isEqualTo("Parameters.parameter[0].part[2]");
    }

    @Test
    void addsElementsWithoutDatatypeByTheirParts() {
        assertPatched(
                "",
                operations(add(
                        "Patient",
                        "contact",
                        part(
                                "value",
                                part("name", new HumanName().setText("n")),
                                part("relationship", text("r")),
                                part("relationship", text("s"))))),
                "'contact':[{'relationship':[{'text':'r'},{'text':'s'}],'name':{'text':'n'}}]");
    }

    @Test
    void addsPartsWithinParts() {
        PatchedText questionnaire = new PatchedText("Questionnaire", "'status':'draft'");

        String patched = questionnaire.by(operations(add(
                "Questionnaire",
                "item",
                part(
                        "value",
                        part("linkId", new StringType("1")),
                        part("type", new CodeType("group")),
                        part(
                                "item",
                                part("linkId", new StringType("1.1")),
                                part("type", new CodeType("integer")),
                                part("initial", part("value", new IntegerType(3))))))));

        assertThat(patched)
                .isEqualTo("'status':'draft','item':[{'linkId':'1','type':'group',"
                        + "'item':[{'linkId':'1.1','type':'integer','initial':[{'valueInteger':3}]}]}]");
    }

    @Test
    void addsADatatypeByItsPartsToo() {
        assertPatched(
                "",
                operations(add(
                        "Patient",
                        "text",
                        part(
                                "value",
                                part("status", new CodeType("generated")),
                                part("div", new StringType("<div>pain</div>"))))),
                "'text':{'status':'generated','div':'<div xmlns=\\'http://www.w3.org/1999/xhtml\\'>pain</div>'}");
    }

    @ParameterizedTest
    @CsvSource({"value", "value[x]"})
    void addsAChoiceByItsNameWithoutAType(String name) {
        PatchedText observation = new PatchedText("Observation", "'status':'final'");

        assertThat(observation.by(operations(add("Observation", name, new Quantity().setValue(7)))))
                .isEqualTo("'status':'final','valueQuantity':{'value':7}");
    }

    @Test
    void addsExtensionsToElementsPrimitivesAndResources() {
        Extension extension = new Extension("urn:x", new StringType("v"));

        assertPatched(
                "",
                operations(add("Patient", "extension", extension)),
                "'extension':[{'url':'urn:x','valueString':'v'}]");
        assertPatched(
                "'birthDate':'1920-01-01'",
                operations(
                        add("Patient.birthDate", "extension", extension),
                        add("Patient.birthDate", "id", new StringType("i"))),
                "'birthDate':'1920-01-01','_birthDate':{'id':'i','extension':[{'url':'urn:x','valueString':'v'}]}");
        assertPatched(
                "'name':[{'text':'n'}]",
                operations(add("Patient.name", "extension", extension)),
                "'name':[{'extension':[{'url':'urn:x','valueString':'v'}],'text':'n'}]");
        assertPatched(
                "",
                operations(add(
                        "Patient",
                        "modifierExtension",
                        part("value", part("url", new UriType("urn:x")), part("value[x]", new BooleanType(true))))),
                "'modifierExtension':[{'url':'urn:x','valueBoolean':true}]");
    }

    @Test
    void addsContainedResources() {
        Organization organization = new Organization().setName("n");
        organization.setId("o");

        assertPatched(
                "",
                operations(
                        add("Patient", "contained", part("value", organization)),
                        add("Patient", "managingOrganization", new Reference("#o"))),
                "'contained':[{'resourceType':'Organization','id':'o','name':'n'}],"
                        + "'managingOrganization':{'reference':'#o'}");
        assertThat(failed("", operations(add("Patient", "contained", part("value", new Organization().setName("n"))))))
                .isEqualTo("Parameters.parameter[0].part[3]");
    }

    @ParameterizedTest
    @CsvSource({"0, x a b c d", "1, a x b c d", "4, a b c d x"})
    void insertsBeforeAnIndex(int index, String expected) {
        assertThat(identifiers(operations(insert("Patient.identifier", index, identifier("x")))))
                .isEqualTo(expected);
    }

    @Test
    void insertsIntoAnEmptyListAtItsStart() {
        assertPatched("", operations(insert("Patient.identifier", 0, identifier("a"))), "'identifier':[{'value':'a'}]");
    }

    @Test
    void doesNotInsertBeyondTheEnd() {
        assertThat(failed(IDENTIFIERS, operations(insert("Patient.identifier", 5, identifier("x")))))
                .isEqualTo("Parameters.parameter[0].part[2]");
        assertThat(failed("", operations(insert("Patient.identifier", 1, identifier("x")))))
                .isEqualTo("Parameters.parameter[0].part[2]");
    }

    @Test
    void insertsIntoListsOnly() {
        assertThat(failed("", operations(insert("Patient.birthDate", 0, new DateType("1930")))))
                .isEqualTo("Parameters.parameter[0]");
        assertThat(failed(IDENTIFIERS, operations(insert("Patient.identifier[0]", 0, identifier("x")))))
                .isEqualTo("Parameters.parameter[0]");
        assertThat(failed(
                        "'name':[{'text':'n'},{'text':'m'}]",
                        operations(insert("Patient.name.given", 0, new StringType("Ann")))))
                .isEqualTo("Parameters.parameter[0]");
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
