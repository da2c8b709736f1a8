package org.painbridge.server.imaging.cdshooks;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.Code;
import org.painbridge.imaging.ProcedureCatalogue;
import org.painbridge.imaging.fhir.ImagingAppropriateness;
import org.painbridge.imaging.fhir.ImagingDecision;
import org.painbridge.imaging.fhir.ImagingRequest;

/** The decision about one order of a call. */
final class OrderAssessor {
    /** SNOMED CT: imaging. An order of this category that we cannot read deserves a word; others are not our business. */
    private static final Code IMAGING = Code.of("http://snomed.info/sct", "363679005");

    private final ImagingAppropriateness imaging;
    private final ProcedureCatalogue procedures;
    private final Clock clock;
    private final ZoneId zone;

    OrderAssessor(ImagingAppropriateness imaging, ProcedureCatalogue procedures, Clock clock, ZoneId zone) {
        this.imaging = imaging;
        this.procedures = procedures;
        this.clock = clock;
        this.zone = zone;
    }

    /** The moment to judge as of, the same for all orders of a call. */
    OffsetDateTime now() {
        return clock.instant().atZone(zone).toOffsetDateTime();
    }

    boolean isImaging(DraftOrder draft) {
        ServiceRequest order = draft.order();
        boolean category = order.getCategory().stream()
                .flatMap(concept -> concept.getCoding().stream())
                .anyMatch(coding -> IMAGING.equals(code(coding)));
        return category
                || order.getCode().getCoding().stream()
                        .map(OrderAssessor::code)
                        .anyMatch(code -> code != null && procedures.find(code).isPresent());
    }

    /** Not known for an imaging order, though its words may mean one. */
    boolean soundsLikeImaging(DraftOrder draft) {
        CodeableConcept code = draft.order().getCode();
        return !isImaging(draft)
                && Stream.concat(
                                Stream.ofNullable(code.getText()),
                                code.getCoding().stream().flatMap(coding -> Stream.ofNullable(coding.getDisplay())))
                        .anyMatch(words -> !procedures.candidates(words).isEmpty());
    }

    static ImagingRequest request(DraftOrder draft, Chart chart, OffsetDateTime now) {
        return new ImagingRequest(draft.order(), chart.patient().orElse(null), chart.data(), now);
    }

    ImagingDecision decide(ImagingRequest request) {
        return imaging.decide(request);
    }

    private static @Nullable Code code(Coding coding) {
        return coding.hasSystem() && coding.hasCode() ? Code.of(coding.getSystem(), coding.getCode()) : null;
    }
}
