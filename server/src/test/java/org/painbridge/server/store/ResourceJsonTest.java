package org.painbridge.server.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import java.math.BigDecimal;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.junit.jupiter.api.Test;

class ResourceJsonTest {
    private static final FhirContext R4 = FhirContext.forR4Cached();

    @Test
    void theTextIsThatOfHapi() {
        Observation observation = new Observation();
        observation.setId("o-1");
        observation.getMeta().addProfile("https://painbridge.example/fhir/StructureDefinition/any");
        observation.addContained(new Patient().setActive(true).setId("p"));
        observation.setValue(new Quantity().setValue(new BigDecimal("1.50")).setUnit("\"µ\"\\/\n\t\u2028é"));
        observation.getStatusElement().addExtension("https://unknown.example", new BooleanType(false));
        observation.addNote(new Annotation().setText("Zwei\r\nZeilen 🙂"));
        observation.addCategory().addCoding().setCode("a");

        String text = new String(ResourceJson.of(observation), UTF_8);

        assertThat(text).isEqualTo(R4.newJsonParser().encodeResourceToString(observation));
    }

    @Test
    void aDatatypeThatR4DoesNotAllowThereIsRefused() {
        Patient patient = new Patient();
        patient.addExtension(new Extension("https://unknown.example", new ElementDefinition().setPath("Patient")));

        assertThatThrownBy(() -> ResourceJson.of(patient)).isInstanceOf(ResourceJson.ForeignDatatype.class);
    }
}
