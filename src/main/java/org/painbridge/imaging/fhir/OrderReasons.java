package org.painbridge.imaging.fhir;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.Code;

/** Why the order was written: the codes of its reasons and of the conditions it names as reasons. */
final class OrderReasons {
    private static final Set<String> NO_REASON = Set.of("refuted", "entered-in-error");

    private final List<Reason> reasons;

    /** @param data that can be used */
    OrderReasons(ServiceRequest order, List<Resource> data) {
        Stream<Reason> coded = order.getReasonCode().stream()
                .flatMap(concept -> new Coded(concept).codes().stream())
                .map(code -> new Reason(code, FindingReader.reference(order), "ServiceRequest.reasonCode", null));
        Stream<Reason> referenced = order.getReasonReference().stream()
                .flatMap(reference -> condition(reference, data).stream())
                .filter(condition -> !new Coded(condition.getVerificationStatus()).isAnyOf(NO_REASON))
                .flatMap(OrderReasons::reasons);
        reasons = Stream.concat(coded, referenced).toList();
    }

    /**
     * One code.
     *
     * @param reference the resource that holds it
     * @param path the element of the order that makes it a reason, as FHIRPath
     * @param assertedBy reference to whom it comes from; null when nothing tells
     */
    record Reason(
            Code code,
            String reference,
            String path,
            @Nullable String assertedBy) {}

    List<Reason> all() {
        return reasons;
    }

    Set<Code> codes() {
        return reasons.stream().map(Reason::code).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<Reason> reasons(Condition condition) {
        return new Coded(condition.getCode())
                .codes().stream()
                        .map(code -> new Reason(
                                code,
                                FindingReader.reference(condition),
                                "ServiceRequest.reasonReference",
                                condition.getAsserter().getReference()));
    }

    private static Optional<Condition> condition(Reference reference, List<Resource> data) {
        return data.stream()
                .filter(Condition.class::isInstance)
                .map(Condition.class::cast)
                .filter(condition -> ImagingRequest.isReferenceTo(reference, condition))
                .findFirst();
    }
}
