package org.painbridge.careplan.fhir;

import java.util.Set;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.ExchangeRefusal;
import org.painbridge.careplan.Speaker;

/** Whether a request of a plan proposes something or orders it: only whoever prescribes turns the one into the other. */
final class Intents {
    private static final Set<String> PROPOSALS = Set.of("proposal", "plan", "option");

    private Intents() {}

    static boolean isOrder(Resource request) {
        return switch (request) {
            case ServiceRequest service ->
                service.getIntent() != null
                        && !PROPOSALS.contains(service.getIntent().toCode());
            case MedicationRequest medicine ->
                medicine.getIntent() != null
                        && !PROPOSALS.contains(medicine.getIntent().toCode());
            default -> false;
        };
    }

    static Reference requester(Resource request) {
        return switch (request) {
            case ServiceRequest service -> service.getRequester();
            case MedicationRequest medicine -> medicine.getRequester();
            default -> new Reference();
        };
    }

    /**
     * What is brought in is a proposal, or the order of whoever brings it.
     *
     * @throws ExchangeRefusal if it is somebody else's order, or nobody's
     */
    static void requireOwn(Resource request, String path, Speaker speaker) {
        if (isOrder(request) && !speaker.is(requester(request).getReference())) {
            throw new ExchangeRefusal(
                    ExchangeReason.CHANGE_INVALID,
                    path + ".intent",
                    "What is brought in is a proposal, or the author's own order with the author as its requester: only whoever"
                            + " prescribes turns the one into the other.");
        }
    }
}
