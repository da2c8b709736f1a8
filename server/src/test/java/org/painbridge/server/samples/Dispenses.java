package org.painbridge.server.samples;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.clinical.Terminology;

/** A year of monitored dispenses, and the prescriptions that are stored by themselves. */
final class Dispenses {
    private static final ZoneId ZONE = ZoneId.of("America/Toronto");
    private static final String PRESCRIPTION = Fhir.PAINBRIDGE + "sid/prescription";

    private record Fill(Course course, LocalDateTime moment) {}

    private final People people;
    private final LocalDate today;
    private final List<Course> courses = Course.all();
    private final Map<String, Map<String, String>> products = new Terminology()
            .table("monitored-products").stream().collect(Collectors.toMap(row -> row.get("din"), row -> row));
    private final Map<String, Map<String, String>> practitioners = new SourceTable("practitioners")
            .rows().stream().collect(Collectors.toMap(row -> row.get("id"), row -> row));

    /** @param today nothing is handed over from this day on */
    Dispenses(People people, LocalDate today) {
        this.people = people;
        this.today = today;
    }

    List<Resource> storedPrescriptions() {
        return courses.stream()
                .filter(course -> course.get("prescription").equals("stored"))
                .map(course -> (Resource) prescription(course, course.prescriptionId()))
                .toList();
    }

    /** All in the order of time; ids count the dispenses of a patient. */
    List<MedicationDispense> all() {
        List<Fill> fills = courses.stream()
                .flatMap(course -> course.fills().stream().map(moment -> new Fill(course, moment)))
                .filter(fill -> fill.moment().toLocalDate().isBefore(today))
                .sorted(Comparator.comparing(Fill::moment))
                .toList();
        Map<String, Integer> numbers = new HashMap<>();
        List<MedicationDispense> dispenses = new ArrayList<>();
        for (Fill fill : fills) {
            String given = fill.course().patient();
            String id = "disp-%s-%02d".formatted(given.toLowerCase(Locale.ROOT), numbers.merge(given, 1, Integer::sum));
            dispenses.add(dispense(fill, id));
        }
        return dispenses;
    }

    private MedicationDispense dispense(Fill fill, String id) {
        Course course = fill.course();
        MedicationDispense dispense = Fhir.named(new MedicationDispense(), id, "monitored-dispense");
        dispense.addIdentifier(Fhir.identifier(PRESCRIPTION, prescriptionNumber(course)));
        dispense.setStatus(MedicationDispenseStatus.COMPLETED);
        dispense.setMedication(drug(course));
        dispense.setSubject(people.patient(course.patient()));
        dispense.addPerformer().setActor(new Reference("Organization/" + course.get("pharmacy")));
        dispense.addAuthorizingPrescription(authorizing(course, dispense));
        dispense.setQuantity(Fhir.quantity(course.get("quantity"), course.get("unit"), "1"));
        dispense.setDaysSupply(Fhir.quantity(course.get("days"), "days", "d"));
        dispense.setWhenHandedOverElement(moment(fill.moment()));
        dispense.addDosageInstruction().setText(course.get("directions"));
        return dispense;
    }

    private static String prescriptionNumber(Course course) {
        return course.prescriptionId().toUpperCase(Locale.ROOT);
    }

    private Reference authorizing(Course course, MedicationDispense dispense) {
        if (course.get("prescription").equals("stored")) {
            return new Reference("MedicationRequest/" + course.prescriptionId());
        }
        MedicationRequest contained = prescription(course, "rx");
        dispense.addContained(contained);
        return new Reference("#rx");
    }

    private MedicationRequest prescription(Course course, String id) {
        MedicationRequest prescription = new MedicationRequest();
        prescription.setId(id);
        prescription
                .setStatus(MedicationRequestStatus.ACTIVE)
                .setIntent(MedicationRequestIntent.ORDER)
                .setMedication(Fhir.text(drug(course).getText()))
                .setSubject(people.patient(course.patient()))
                .setAuthoredOnElement(new DateTimeType(course.first().toString()))
                .setRequester(prescriber(course));
        if (!id.equals("rx")) {
            Fhir.named(prescription, id, "monitored-prescription");
            prescription.addIdentifier(Fhir.identifier(PRESCRIPTION, prescriptionNumber(course)));
            prescription.addDosageInstruction().setText(course.get("directions"));
        }
        return prescription;
    }

    /** By licence number, as most pharmacies know them, or as a reference. */
    private Reference prescriber(Course course) {
        String id = course.get("prescriber");
        if (!course.get("prescription").equals("licence")) {
            return Fhir.role(id);
        }
        Map<String, String> row = practitioners.get(id);
        return new Reference()
                .setType("Practitioner")
                .setIdentifier(Fhir.identifier(Fhir.NAMING_SYSTEM + row.get("system"), row.get("licence")));
    }

    private CodeableConcept drug(Course course) {
        Map<String, String> product = products.get(course.get("din"));
        if (product == null) {
            throw new IllegalArgumentException("Not in monitored-products.csv: DIN " + course.get("din"));
        }
        CodeableConcept drug = new CodeableConcept().setText(product.get("name") + ", " + product.get("ingredients"));
        drug.addCoding().setSystem(Fhir.DIN).setCode(course.get("din"));
        return drug;
    }

    private static DateTimeType moment(LocalDateTime local) {
        return new DateTimeType(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local.atZone(ZONE)));
    }
}
