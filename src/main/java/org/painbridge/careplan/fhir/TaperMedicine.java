package org.painbridge.careplan.fhir;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.TaperStep;

/**
 * A medicine of a plan as a taper sees it.
 *
 * @param before the key of the one that it follows
 */
record TaperMedicine(
        MedicationRequest request,
        String path,
        String key,
        @Nullable String before,
        Function<Reference, Optional<Resource>> stored) {
    /** What is prescribed so, nobody takes. */
    private static final Set<MedicationRequestStatus> NOT_TAKEN = EnumSet.of(
            MedicationRequestStatus.DRAFT, MedicationRequestStatus.CANCELLED, MedicationRequestStatus.ENTEREDINERROR);
    /** Characters of a date that is a day. */
    private static final int DAY = 10;

    /** The one that it follows, as it is stored. */
    Optional<MedicationRequest> prior() {
        return stored.apply(request.getPriorPrescription())
                .filter(MedicationRequest.class::isInstance)
                .map(MedicationRequest.class::cast);
    }

    boolean isCalledOff() {
        return request.getDoNotPerform() || Revocation.isOf(request);
    }

    /** When. */
    TaperStep.Given given() {
        List<Period> periods = request.getDosageInstruction().stream()
                .map(dosage -> dosage.getTiming().getRepeat())
                .map(repeat -> repeat.hasBoundsPeriod() ? repeat.getBoundsPeriod() : new Period())
                .toList();
        return new TaperStep.Given(
                !Revocation.isEnd(request),
                limit(periods, Period::getStartElement, Comparator.naturalOrder()),
                limit(periods, Period::getEndElement, Comparator.reverseOrder()));
    }

    /** The outermost; null where one of them is open, or is no day. */
    private static @Nullable LocalDate limit(
            List<Period> periods, Function<Period, DateTimeType> side, Comparator<LocalDate> order) {
        List<LocalDate> days = periods.stream()
                .map(side)
                .map(moment -> String.valueOf(moment.getValueAsString()))
                .filter(text -> text.length() >= DAY)
                .map(text -> LocalDate.parse(text.substring(0, DAY)))
                .sorted(order)
                .toList();
        return days.isEmpty() || days.size() < periods.size() ? null : days.getFirst();
    }

    /** Why it is not what the patient takes; empty where it may be. */
    static Optional<String> whyNobodyTakes(MedicationRequest earlier) {
        if (earlier.getDoNotPerform()) {
            return Optional.of("it says what is not to be taken");
        }
        return Optional.ofNullable(earlier.getStatus())
                .filter(NOT_TAKEN::contains)
                .map(status -> "its status is " + status.toCode());
    }
}
