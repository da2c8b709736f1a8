package org.painbridge.server.samples;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;

/**
 * Adds to a bundle of Synthea's the Canadian dispenses that its opioid, benzodiazepine and stimulant requests would have
 * led to. Synthea repeats a request at each visit, so a supply lasts until the next request of the same drug, or as long
 * as the product table says; until then the request is refilled, the last one only while it is active.
 */
public final class DispenseDerivation {
    private static final ZoneId ZONE = ZoneId.of("America/Toronto");

    /** A request for a drug we have a product for. */
    private record Ordered(String url, MedicationRequest request, CanadianProduct product) {
        LocalDate day() {
            return LocalDate.ofInstant(request.getAuthoredOn().toInstant(), ZONE);
        }

        int fills(boolean last) {
            boolean over = last && request.getStatus() != MedicationRequestStatus.ACTIVE;
            return over ? 1 : 1 + product.refills();
        }
    }

    private final CanadianProducts products;
    private final LocalDate until;

    /** @param until the last day on which anything is handed over */
    DispenseDerivation(CanadianProducts products, LocalDate until) {
        this.products = products;
        this.until = until;
    }

    /** A copy with the dispenses and their pharmacy at the end; equal to the original where nothing is to be dispensed. */
    public Bundle derive(Bundle original) {
        Bundle bundle = original.copy();
        var drugs = bundle.getEntry().stream()
                .flatMap(this::ordered)
                .collect(groupingBy(
                        each -> each.request().getSubject().getReference() + " "
                                + each.product().rxnorm(),
                        TreeMap::new,
                        toList()));
        DispenseWriter writer = new DispenseWriter(products);
        drugs.values().forEach(orders -> dispense(orders, writer));
        writer.entries().forEach(bundle::addEntry);
        return bundle;
    }

    private Stream<Ordered> ordered(BundleEntryComponent entry) {
        if (entry.getResource() instanceof MedicationRequest request
                && request.hasMedicationCodeableConcept()
                && request.hasAuthoredOn()) {
            return products.replacing(request.getMedicationCodeableConcept()).stream()
                    .map(product -> new Ordered(entry.getFullUrl(), request, product));
        }
        return Stream.empty();
    }

    private void dispense(List<Ordered> orders, DispenseWriter writer) {
        List<Ordered> sorted = new ArrayList<>(orders);
        sorted.sort(Comparator.comparing(Ordered::day));
        for (int i = 0; i < sorted.size(); i++) {
            boolean last = i + 1 == sorted.size();
            dispense(sorted.get(i), last ? until.plusDays(1) : sorted.get(i + 1).day(), last, writer);
        }
    }

    private void dispense(Ordered ordered, LocalDate end, boolean last, DispenseWriter writer) {
        LocalDate day = ordered.day();
        for (int fill = 0; fill < ordered.fills(last) && day.isBefore(end) && !day.isAfter(until); fill++) {
            int toNext = last ? Integer.MAX_VALUE : (int) ChronoUnit.DAYS.between(day, end);
            int days = Math.min(ordered.product().longest(), toNext);
            writer.write(ordered.url(), ordered.request(), ordered.product(), day, days);
            day = day.plusDays(days);
        }
    }
}
