package org.painbridge.bench.cql;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.painbridge.clinical.Terminology;
import org.painbridge.imaging.ImagingOrder;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.PackFiles;
import org.painbridge.imaging.VerdictKind;
import org.painbridge.imaging.fhir.AnswerForm;
import org.painbridge.imaging.fhir.Explain;
import org.painbridge.imaging.fhir.ImagingAppropriateness;
import org.painbridge.imaging.fhir.ImagingRequest;
import org.painbridge.imaging.fhir.OrderRating;
import org.painbridge.imaging.fhir.PamaRating;
import org.painbridge.imaging.fhir.VerdictWriter;

/** The shipped pack, with all its scenarios. */
final class PainBridge {
    private final ImagingAppropriateness imaging = ImagingAppropriateness.with(new Terminology(), PackFiles.shipped());
    private final VerdictWriter writer = new VerdictWriter(
            new AnswerForm(Language.EN, Explain.SUMMARY, 10, null),
            new OrderRating(new PamaRating("no-criteria-apply", "PainBridge")));
    private final Map<Case, ImagingRequest> requests = new EnumMap<>(Case.class);
    private final Map<Case, ImagingOrder> orders = new EnumMap<>(Case.class);

    PainBridge() {
        for (Case each : Case.values()) {
            ImagingRequest request = request(each.bundle());
            requests.put(each, request);
            orders.put(each, imaging.decide(request).asked().orElseThrow());
        }
    }

    private static ImagingRequest request(Bundle bundle) {
        ServiceRequest order = Case.only(bundle, ServiceRequest.class);
        Patient patient = Case.only(bundle, Patient.class);
        List<Resource> data = bundle.getEntry().stream()
                .map(entry -> entry.getResource())
                .filter(resource -> resource != order && resource != patient)
                .toList();
        return new ImagingRequest(order, patient, data, Case.NOW);
    }

    /** From the resources to the whole answer. */
    Parameters answer(Case each) {
        return writer.parameters(imaging.decide(Objects.requireNonNull(requests.get(each))));
    }

    /** Of an order that was read before. */
    ImagingVerdict judge(Case each) {
        return imaging.judge(Objects.requireNonNull(orders.get(each)));
    }

    static Case.Rated rated(ImagingVerdict verdict) {
        return new Case.Rated(VerdictKind.of(verdict).code(), verdict.urgency().code());
    }
}
