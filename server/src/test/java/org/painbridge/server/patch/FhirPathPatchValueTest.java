package org.painbridge.server.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.PatchParameters.add;
import static org.painbridge.server.PatchParameters.delete;
import static org.painbridge.server.PatchParameters.insert;
import static org.painbridge.server.PatchParameters.operations;
import static org.painbridge.server.PatchParameters.part;
import static org.painbridge.server.patch.PatchedText.assertPatched;
import static org.painbridge.server.patch.PatchedText.failed;

import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;

/** Which values a FHIRPath Patch may bring (FHIR R4, fhirpatch.html); resources are JSON with ' for ". */
class FhirPathPatchValueTest {
    private static final String IDENTIFIERS = "'identifier':[{'value':'a'},{'value':'b'},{'value':'c'},{'value':'d'}]";

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
}
