package org.painbridge.server.samples;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Dosage.DosageDoseAndRateComponent;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Timing.TimingRepeatComponent;
import org.hl7.fhir.r4.model.Timing.UnitsOfTime;

/** Writes dispenses of requests, and the fictitious pharmacies that hand them over, as entries of a transaction. */
final class DispenseWriter {
    private static final String DIN = "http://hl7.org/fhir/NamingSystem/ca-hc-din";
    private static final String UCUM = "http://unitsofmeasure.org";
    private static final String UPI = "https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-provider-upi";
    private static final int PHARMACIES = 5;

    private final CanadianProducts products;
    private final Map<Integer, BundleEntryComponent> pharmacies = new TreeMap<>();
    private final List<BundleEntryComponent> dispenses = new ArrayList<>();

    DispenseWriter(CanadianProducts products) {
        this.products = products;
    }

    /** The prescription stays the stored request; its requester is the prescriber. */
    void write(String requestUrl, MedicationRequest request, CanadianProduct product, LocalDate day, int days) {
        String patient = request.getSubject().getReference();
        MedicationDispense dispense = new MedicationDispense();
        dispense.setStatus(MedicationDispenseStatus.COMPLETED);
        dispense.setMedication(drug(product));
        dispense.setSubject(request.getSubject().copy());
        dispense.addPerformer().setActor(new Reference(pharmacy(patient)));
        dispense.addAuthorizingPrescription(new Reference(requestUrl));
        dispense.setQuantity(amount(product.quantity(days, daily(request, product)), product.unit()));
        dispense.setDaysSupply(
                new Quantity().setValue(days).setUnit("days").setSystem(UCUM).setCode("d"));
        dispense.setWhenHandedOverElement(new DateTimeType(day.toString()));
        dispenses.add(entry(dispense, requestUrl + " " + day));
    }

    /** The pharmacies come first, so that the dispenses may refer to them. */
    List<BundleEntryComponent> entries() {
        List<BundleEntryComponent> all = new ArrayList<>(pharmacies.values());
        all.addAll(dispenses);
        return all;
    }

    private CodeableConcept drug(CanadianProduct product) {
        CodeableConcept drug = new CodeableConcept();
        drug.addCoding().setSystem(DIN).setCode(product.din()).setDisplay(products.name(product));
        return drug;
    }

    /** One pharmacy for a patient, the same in every run. */
    private String pharmacy(String patient) {
        int number = Math.floorMod(patient.hashCode(), PHARMACIES) + 1;
        return pharmacies.computeIfAbsent(number, DispenseWriter::pharmacy).getFullUrl();
    }

    private static BundleEntryComponent pharmacy(int number) {
        String upi = "999050" + number;
        Organization pharmacy = new Organization();
        pharmacy.addIdentifier().setSystem(UPI).setValue(upi);
        pharmacy.setName("Synthetic Pharmacy " + number + " (fictitious)");
        BundleEntryComponent entry = entry(pharmacy, upi);
        entry.getRequest().setIfNoneExist("identifier=" + UPI + "|" + upi);
        return entry;
    }

    private static BundleEntryComponent entry(Resource resource, String name) {
        UUID id = UUID.nameUUIDFromBytes((resource.fhirType() + " " + name).getBytes(StandardCharsets.UTF_8));
        BundleEntryComponent entry = new BundleEntryComponent();
        entry.setFullUrl("urn:uuid:" + id).setResource(resource);
        entry.getRequest().setMethod(HTTPVerb.POST).setUrl(resource.fhirType());
        return entry;
    }

    /** Pieces come with the word that says of what, as UCUM has none for them. */
    private static Quantity amount(BigDecimal value, String unit) {
        String code = unit.equals("mL") ? unit : "1";
        return new Quantity().setValue(value).setUnit(unit).setSystem(UCUM).setCode(code);
    }

    /** As the request says, else as the product table says. */
    private static BigDecimal daily(MedicationRequest request, CanadianProduct product) {
        return request.getDosageInstruction().stream()
                .filter(DispenseWriter::saysDaily)
                .findFirst()
                .map(DispenseWriter::daily)
                .orElse(product.daily());
    }

    private static boolean saysDaily(Dosage dosage) {
        TimingRepeatComponent repeat = dosage.getTiming().getRepeat();
        return repeat.hasFrequency()
                && repeat.hasPeriod()
                && repeat.getPeriodUnit() == UnitsOfTime.D
                && dosage.getDoseAndRate().stream().anyMatch(DosageDoseAndRateComponent::hasDoseQuantity);
    }

    private static BigDecimal daily(Dosage dosage) {
        TimingRepeatComponent repeat = dosage.getTiming().getRepeat();
        return dosage.getDoseAndRateFirstRep()
                .getDoseQuantity()
                .getValue()
                .multiply(BigDecimal.valueOf(repeat.getFrequency()))
                .divide(repeat.getPeriod(), MathContext.DECIMAL32);
    }
}
