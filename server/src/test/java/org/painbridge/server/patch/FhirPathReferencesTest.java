package org.painbridge.server.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.PatchParameters.add;
import static org.painbridge.server.PatchParameters.delete;
import static org.painbridge.server.PatchParameters.insert;
import static org.painbridge.server.PatchParameters.operations;
import static org.painbridge.server.PatchParameters.part;
import static org.painbridge.server.PatchParameters.replace;

import java.util.List;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.junit.jupiter.api.Test;

/** Which references a FHIRPath Patch brings. */
class FhirPathReferencesTest {

    @Test
    void referencesAreFoundWholeAndAsTexts() {
        Patient contained = new Patient().setManagingOrganization(new Reference("d"));
        Parameters patch = operations(
                add("Patient", "managingOrganization", new Reference("a")),
                add("Patient", "link", part("value", part("other", part("reference", new StringType("b"))))),
                replace("Patient.link.where(type = 'seealso')[0].other.reference", new UriType("c")),
                add("Patient", "contained", part("value", contained)),
                replace("Patient.extension('urn:x').value.ofType(Reference).reference", new StringType("e")),
                insert("Patient.generalPractitioner", 0, new Reference("f")),
                add("Patient.generalPractitioner[0]", "reference", new StringType("g")),
                add("Patient.generalPractitioner[0]", "display", new StringType("no")),
                delete("Patient.managingOrganization.reference"));

        assertThat(references("Patient", patch)).containsExactly("a", "b", "c", "d", "e", "f", "g");
    }

    @Test
    void urisThatAreCalledReferenceAreNone() {
        UriType uri = new UriType("urn:uuid:a");

        assertThat(references("DetectedIssue", operations(replace("DetectedIssue.reference", uri))))
                .isEmpty();
        assertThat(references(
                        "Immunization",
                        operations(add("Immunization", "education", part("value", part("reference", uri))))))
                .isEmpty();
        assertThat(references(
                        "PlanDefinition",
                        operations(replace("PlanDefinition.action[0].condition.expression.reference", uri))))
                .isEmpty();
    }

    private static List<String> references(String type, Parameters patch) {
        return PatchedText.read(patch).references(type).stream()
                .map(SentReference::value)
                .toList();
    }
}
