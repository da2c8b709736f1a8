package org.painbridge.server.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.PatchParameters.add;
import static org.painbridge.server.PatchParameters.delete;
import static org.painbridge.server.PatchParameters.insert;
import static org.painbridge.server.PatchParameters.move;
import static org.painbridge.server.PatchParameters.operations;
import static org.painbridge.server.PatchParameters.part;
import static org.painbridge.server.PatchParameters.replace;

import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DecimalType;
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

/** What the operations of a FHIRPath Patch do (FHIR R4, fhirpatch.html); resources are JSON with ' for ". */
class FhirPathPatchTest {
    private static final String IDENTIFIERS = "'identifier':[{'value':'a'},{'value':'b'},{'value':'c'},{'value':'d'}]";

    // Add

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

    // Insert

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

    // Delete

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

    // Replace

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

    // Move

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

    // Values

    @Test
    void noOperationChangesNothing() {
        assertPatched(IDENTIFIERS, new Parameters(), IDENTIFIERS);
    }

    @Test
    void aTextMayComeAsAnotherTypeOfText() {
        assertPatched("", operations(add("Patient", "gender", new StringType("male"))), "'gender':'male'");
        assertPatched("", operations(add("Patient", "birthDate", new StringType("1930"))), "'birthDate':'1930'");
        CodeType withExtension = new CodeType("female");
        withExtension.addExtension(new Extension("urn:x", new StringType("v")));
        assertPatched(
                "",
                operations(add("Patient", "gender", withExtension)),
                "'gender':'female','_gender':{'extension':[{'url':'urn:x','valueString':'v'}]}");
    }

    @Test
    void aValueOfAnotherTypeIsRefused() {
        for (Parameters patch : new Parameters[] {
            operations(add("Patient", "name", new StringType("n"))),
            operations(add("Patient", "name", identifier("n"))),
            operations(add("Patient", "birthDate", new StringType("yesterday"))),
            operations(add("Patient", "birthDate", new IntegerType(1930))),
            operations(add("Patient", "gender", new CodeType("green"))),
            operations(add("Patient", "active", new StringType("true"))),
            operations(add("Patient", "deceased", new StringType("true"))),
            operations(add("Patient", "deceased", part("value", part("value", new BooleanType(true))))),
            operations(add("Patient", "birthDate", part("value", part("value", new DateType("1930"))))),
            operations(add("Patient", "contained", new StringType("c"))),
            operations(add("Patient", "name", part("value", new Organization().setName("n")))),
            operations(add("Patient", "multipleBirth", new DecimalType("1.5"))),
        }) {
            assertThat(failed("", patch)).isEqualTo("Parameters.parameter[0].part[3]");
        }
    }

    @Test
    void aPartThatDoesNotFitIsNamed() {
        Parameters patch = operations(
                delete("Patient.active"),
                add("Patient", "contact", part("value", part("gender", new CodeType("male")), part("nam", text("n")))));

        assertThat(failed("", patch)).isEqualTo("Parameters.parameter[1].part[3].part[1]");
    }

    @Test
    void aPatchMayBeAppliedTwice() {
        FhirPathPatch patch =
                PatchedText.read(operations(add("Patient", "contact", part("value", part("name", name())))));

        assertThat(new PatchedText("Patient", "").by(patch)).isEqualTo("'contact':[{'name':{'text':'n'}}]");
        assertThat(new PatchedText("Patient", "").by(patch)).isEqualTo("'contact':[{'name':{'text':'n'}}]");
    }

    @Test
    void anOperationSeesWhatTheOnesBeforeItLeave() {
        assertPatched(
                "",
                operations(
                        add("Patient", "name", name()),
                        add("Patient.name.where(text = 'n')", "given", new StringType("Ann")),
                        add("Patient.name.given", "extension", new Extension("urn:x", new StringType("v"))),
                        insert("Patient.name", 0, new HumanName().setText("first")),
                        delete("Patient.name.given.extension('urn:x')")),
                "'name':[{'text':'first'},{'text':'n','given':['Ann']}]");
    }

    private static HumanName name() {
        return new HumanName().setText("n");
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

    private static void assertPatched(String before, Parameters patch, String after) {
        assertThat(new PatchedText("Patient", before).by(patch)).isEqualTo(after);
    }

    private static String failed(String patient, Parameters patch) {
        PatchProblem problem = new PatchedText("Patient", patient).problem(patch);
        assertThat(problem.code().code()).as(problem.getMessage()).isEqualTo("patch-failed");
        return problem.expression();
    }
}
