package org.painbridge.server.samples;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Resource;

/** The files under {@code server/samples}, made from the tables under {@code source}. */
record SampleFiles(Clock clock, FhirContext context) {
    /** The day the sample clinic is described on. */
    static final Clock REFERENCE = Clock.fixed(Instant.parse("2026-11-01T12:00:00Z"), ZoneId.of("America/Toronto"));

    static final String PUSH = "requests/push-walter.json";

    /** Path below {@code server/samples} and content. */
    Map<String, String> all() {
        People people = new People();
        LocalDate today = LocalDate.now(clock);
        Dispenses dispenses = new Dispenses(people, today);
        Plans plans = new Plans(people);
        Map<String, String> files = new TreeMap<>();
        files.put("01-clinic.json", transaction(new Clinic().resources()));
        files.put("02-patients.json", transaction(people.patients()));
        files.put("03-conditions.json", transaction(people.conditions()));
        files.put("04-prescriptions.json", transaction(dispenses.storedPrescriptions()));
        LocalDate start = today.minusYears(1);
        for (int quarter = 0; quarter < 4; quarter++) {
            LocalDate from = start.plusMonths(3L * quarter);
            files.put(
                    "0%d-dispenses-from-%tY-%<tm.json".formatted(5 + quarter, from),
                    transaction(handedOver(dispenses, from, from.plusMonths(3))));
        }
        files.put("09-imaging-orders.json", transaction(new ImagingOrders(people).resources()));
        files.put("10-care-plans.json", transaction(plans.stored()));
        files.put(PUSH, json(plans.push(today)));
        return files;
    }

    private static List<MedicationDispense> handedOver(Dispenses dispenses, LocalDate from, LocalDate before) {
        return dispenses.all().stream()
                .filter(each -> {
                    String day =
                            each.getWhenHandedOverElement().getValueAsString().substring(0, 10);
                    return day.compareTo(from.toString()) >= 0 && day.compareTo(before.toString()) < 0;
                })
                .toList();
    }

    private String transaction(List<? extends Resource> resources) {
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        for (Resource resource : resources) {
            String target = resource.fhirType() + "/" + resource.getIdPart();
            bundle.addEntry()
                    .setFullUrl(Fhir.PAINBRIDGE + target)
                    .setResource(resource)
                    .getRequest()
                    .setMethod(HTTPVerb.PUT)
                    .setUrl(target);
        }
        return json(bundle);
    }

    private String json(Resource resource) {
        IParser parser = context.newJsonParser().setPrettyPrint(true);
        return parser.encodeResourceToString(resource) + "\n";
    }
}
