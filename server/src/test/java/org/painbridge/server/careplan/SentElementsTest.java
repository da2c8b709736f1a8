package org.painbridge.server.careplan;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;

class SentElementsTest {
    private static final String PROFILES = "https://painbridge.example/fhir/StructureDefinition/";
    private static final String TARGET = PROFILES + "target-mme";
    private static final String OTHER = "urn:made-up:other";

    private final SentElements elements = new SentElements(FhirContext.forR4Cached());

    @Test
    void aSentExtensionReplacesThoseOfItsUrlAndLeavesTheOthers() {
        MedicationRequest current = new MedicationRequest();
        current.addExtension(TARGET, new IntegerType(60));
        current.addExtension(OTHER, new StringType("stays"));
        MedicationRequest sent = new MedicationRequest();
        sent.addExtension(TARGET, new IntegerType(45));
        sent.addExtension("urn:made-up:new", new StringType("comes"));

        assertThat(((MedicationRequest) elements.over(current, sent)).getExtension())
                .extracting(extension -> extension.getValue().primitiveValue())
                .containsExactly("45", "stays", "comes");
        assertThat(elements.over(current, new MedicationRequest()).equalsDeep(current))
                .isTrue();
        assertThat(elements.over(current, current.copy()).equalsDeep(current)).isTrue();
    }

    @Test
    void whoseAPlanIsAndHowFarItIsAgreedIsNotTheSendersToSay() {
        CarePlan current = new CarePlan().setTitle("Walk");
        current.addExtension(new Extension(PROFILES + "custodian", new Reference("PractitionerRole/a")));
        CarePlan sent = new CarePlan().setTitle("Run");
        sent.addExtension(new Extension(PROFILES + "custodian", new Reference("PractitionerRole/b")));
        sent.addExtension(PROFILES + "plan-agreement", new StringType("agreed"));

        CarePlan result = (CarePlan) elements.over(current, sent);

        assertThat(result.getTitle()).isEqualTo("Run");
        assertThat(result.getExtension())
                .singleElement()
                .satisfies(extension -> assertThat(((Reference) extension.getValue()).getReference())
                        .isEqualTo("PractitionerRole/a"));
    }
}
