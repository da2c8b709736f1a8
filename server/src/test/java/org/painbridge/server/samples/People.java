package org.painbridge.server.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;

/** The patients and their conditions. A patient is known by the given name in all tables. */
final class People {
    /** Has no health number. */
    private static final String WITHOUT_NUMBER = "Zeno";

    private static final String HEALTH_NUMBER = Fhir.NAMING_SYSTEM + "ca-on-patient-hcn";
    private static final String VERSION_CODE =
            "http://hl7.org/fhir/ca/baseline/StructureDefinition/ext-identifierversion";
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    private static final String CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical";
    private static final String VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status";

    private final List<Map<String, String>> rows = new SourceTable("patients").rows();

    List<Resource> patients() {
        List<Resource> patients = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            patients.add(patient(rows.get(i), i + 1));
        }
        return patients;
    }

    List<Resource> conditions() {
        List<Resource> conditions = new ArrayList<>();
        for (Map<String, String> row : new SourceTable("conditions").rows()) {
            conditions.add(condition(row, id(row, conditions)));
        }
        return conditions;
    }

    /** A reference by given name. */
    Reference patient(String given) {
        Map<String, String> row = rows.stream()
                .filter(each -> each.get("given").equals(given))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such patient: " + given));
        return new Reference("Patient/" + id(row));
    }

    private static String id(Map<String, String> row) {
        return ("pat-" + row.get("given") + "-" + row.get("family")).toLowerCase(Locale.ROOT);
    }

    private static Patient patient(Map<String, String> row, int number) {
        Patient patient = Fhir.named(new Patient(), id(row), "pain-patient");
        patient.addIdentifier(healthNumber(row.get("given"), number));
        patient.setActive(true);
        patient.addName().setFamily(row.get("family")).addGiven(row.get("given"));
        patient.setGender(AdministrativeGender.fromCode(row.get("gender")));
        patient.setBirthDateElement(new DateType(row.get("birth")));
        patient.addTelecom(Clinic.phone("416-555-01" + (10 + number)));
        patient.addAddress(Clinic.address(number + " Fictitious Avenue", "Toronto"));
        patient.addGeneralPractitioner(Fhir.role(row.get("doctor")));
        return patient;
    }

    private static Identifier healthNumber(String given, int number) {
        Identifier identifier = new Identifier().setSystem(HEALTH_NUMBER);
        if (given.equals(WITHOUT_NUMBER)) {
            identifier.getValueElement().addExtension(ABSENT, new CodeType("unknown"));
            return identifier;
        }
        identifier.setUse(IdentifierUse.OFFICIAL);
        identifier.setValue(HealthNumber.fictitious(number).digits());
        identifier
                .getType()
                .addCoding()
                .setSystem("http://terminology.hl7.org/CodeSystem/v2-0203")
                .setCode("JHN");
        identifier.addExtension(VERSION_CODE, new StringType("ZZ"));
        return identifier;
    }

    private static String id(Map<String, String> row, List<Resource> before) {
        String prefix = "cond-" + row.get("patient").toLowerCase(Locale.ROOT) + "-";
        long count = before.stream()
                .filter(each -> each.getIdPart().startsWith(prefix))
                .count();
        return prefix + (count + 1);
    }

    private Condition condition(Map<String, String> row, String id) {
        Condition condition = new Condition();
        condition.setId(id);
        condition.getClinicalStatus().addCoding().setSystem(CLINICAL).setCode(row.get("status"));
        condition.getVerificationStatus().addCoding().setSystem(VERIFICATION).setCode("confirmed");
        condition.setCode(Fhir.concept(Fhir.SNOMED, row.get("snomed"), row.get("text")));
        if (!row.get("icd10").isEmpty()) {
            condition.getCode().addCoding().setSystem(Fhir.ICD_10).setCode(row.get("icd10"));
        }
        condition.setSubject(patient(row.get("patient")));
        condition.setOnset(new DateTimeType(row.get("onset")));
        condition.setRecordedDateElement(new DateTimeType(row.get("onset")));
        return condition;
    }
}
