package org.painbridge.dispensing.nms.fhir;

import static org.painbridge.dispensing.nms.fhir.Submitted.days;
import static org.painbridge.dispensing.nms.fhir.Submitted.named;
import static org.painbridge.dispensing.nms.fhir.Submitted.patient;
import static org.painbridge.dispensing.nms.fhir.Submitted.prescription;
import static org.painbridge.dispensing.nms.fhir.Submitted.product;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.Terminology;
import org.painbridge.dispensing.DrugTable;
import org.painbridge.dispensing.IdentifierSystems;
import org.painbridge.dispensing.nms.IdentityCodes;
import org.painbridge.dispensing.nms.NmsLimits;
import org.painbridge.dispensing.nms.NmsProblem;
import org.painbridge.dispensing.nms.NmsProblems;
import org.painbridge.dispensing.nms.PrescriberReferences;
import org.painbridge.dispensing.nms.SubmissionCheck;

/** Records of pharmacies as they are read and checked. */
abstract class CheckedSubmissions {
    static final Terminology TERMINOLOGY = new Terminology();
    static final IdentifierSystems SYSTEMS = IdentifierSystems.from(TERMINOLOGY);
    static final IdentityCodes IDENTITIES = IdentityCodes.from(TERMINOLOGY, SYSTEMS);
    static final PrescriberReferences COLLEGES = PrescriberReferences.from(TERMINOLOGY, SYSTEMS);
    static final ZoneId TORONTO = ZoneId.of("America/Toronto");
    static final SubmissionReader READER = new SubmissionReader(SYSTEMS, IDENTITIES, COLLEGES, TORONTO);

    static final SubmissionCheck CHECK = new SubmissionCheck(
            NmsProblems.fromClassPath(),
            NmsLimits.from(TERMINOLOGY),
            IDENTITIES,
            COLLEGES,
            DrugTable.from(TERMINOLOGY),
            TORONTO);

    /** Four days after the dispense. */
    static final Instant NOW = Instant.parse("2026-11-05T15:00:00Z");

    static final String IDENTITY = "https://painbridge.example/fhir/CodeSystem/patient-identity-code";

    static List<NmsProblem> check(MedicationDispense dispense) {
        return CHECK.check(READER.read(dispense, reference -> Optional.empty()), NOW);
    }

    static Identifier identity(MedicationDispense dispense) {
        return patient(dispense).getIdentifierFirstRep();
    }

    static void typed(Identifier identifier, String code) {
        identifier.getType().addCoding(new Coding(IDENTITY, code, null));
    }

    static void prescribed(MedicationDispense dispense, String system, String licence) {
        prescription(dispense).setRequester(named("Practitioner", system, licence));
    }

    static void inWord(MedicationDispense dispense, @Nullable String word) {
        dispense.setDaysSupply(new Quantity().setValue(30).setUnit(word));
    }

    /** Why it is missing, in place of the value. */
    static void unknown(Element element) {
        element.addExtension("http://hl7.org/fhir/StructureDefinition/data-absent-reason", new CodeType("unknown"));
    }

    static void inUnknownUnit(MedicationDispense dispense) {
        inWord(dispense, null);
        unknown(dispense.getDaysSupply().getUnitElement());
    }

    static void inUnknownCode(MedicationDispense dispense) {
        inWord(dispense, "days");
        unknown(dispense.getDaysSupply().getCodeElement());
    }

    static void ofUnknownCollege(MedicationDispense dispense) {
        Identifier licence =
                prescription(dispense).getRequester().getIdentifier().setSystem(null);
        unknown(licence.getSystemElement());
    }

    static void alsoDoneBy(MedicationDispense dispense, String function) {
        dispense.addPerformer()
                .setFunction(new CodeableConcept(new Coding(null, function, null)))
                .setActor(named("Organization", "pharmacy", "PH-2"));
    }

    static void patches(MedicationDispense dispense, int patches, String days) {
        dispense.setMedication(product("02282941"))
                .setQuantity(new Quantity().setValue(patches).setUnit("patch"))
                .setDaysSupply(days(days));
    }

    static void treated(MedicationDispense dispense, Type code) {
        dispense.addExtension(
                "http://hl7.org/fhir/us/pdmp/StructureDefinition/pdmp-extension-opioid-treatment-code", code);
    }

    static void alsoPrescribed(MedicationDispense dispense, String licence) {
        MedicationRequest other = new MedicationRequest();
        other.setId("rx2");
        other.setRequester(named("Practitioner", "ca-on-license-physician", licence));
        dispense.addContained(other);
        dispense.addAuthorizingPrescription(new Reference("#rx2"));
    }
}
