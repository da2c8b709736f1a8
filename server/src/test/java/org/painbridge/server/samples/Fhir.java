package org.painbridge.server.samples;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** What the sample resources are made of. */
final class Fhir {
    static final String PAINBRIDGE = "https://painbridge.example/fhir/";
    static final String NAMING_SYSTEM = "https://fhir.infoway-inforoute.ca/NamingSystem/";
    static final String DIN = "http://hl7.org/fhir/NamingSystem/ca-hc-din";
    static final String UCUM = "http://unitsofmeasure.org";
    static final String SNOMED = "http://snomed.info/sct";
    static final String ICD_10 = "http://hl7.org/fhir/sid/icd-10";
    static final String LOINC = "http://loinc.org";

    private Fhir() {}

    static <T extends Resource> T named(T resource, String id, String profile) {
        resource.setId(id);
        resource.getMeta().addProfile(PAINBRIDGE + "StructureDefinition/" + profile);
        return resource;
    }

    static Reference to(Resource resource) {
        return new Reference(resource.fhirType() + "/" + resource.getIdPart());
    }

    static Reference role(String practitioner) {
        return new Reference("PractitionerRole/role-" + practitioner);
    }

    static Identifier identifier(String system, String value) {
        return new Identifier().setSystem(system).setValue(value);
    }

    static CodeableConcept concept(String system, String code, String text) {
        CodeableConcept concept = new CodeableConcept().setText(text);
        if (!code.isEmpty()) {
            concept.addCoding().setSystem(system).setCode(code);
        }
        return concept;
    }

    static CodeableConcept text(String text) {
        return new CodeableConcept().setText(text);
    }

    static Quantity quantity(String value, String unit, String code) {
        return new Quantity()
                .setValue(new BigDecimal(value))
                .setUnit(unit)
                .setSystem(UCUM)
                .setCode(code);
    }
}
