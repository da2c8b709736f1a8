package org.painbridge.imaging.fhir;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestDispenseRequestComponent;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.MedicationStatement.MedicationStatementStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.Code;
import org.painbridge.imaging.DateRange;
import org.painbridge.imaging.DiagnosisCodes;
import org.painbridge.imaging.Wording;

/**
 * That a medicine is or was taken, as one record tells it. What was stopped, is planned only or was never handed over
 * tells nothing.
 *
 * @param from the latest day on which it may have begun; null where the record does not tell
 * @param until the last day that the record speaks for; after the day of the order only where it begins after it
 */
record MedicineUse(
        Resource record,
        List<CodeableConcept> told,
        @Nullable LocalDate from,
        LocalDate until) {
    /** UCUM days, and the words for them; without a unit it is days by the definition of the element. */
    private static final Set<String> DAYS = Set.of("d", "day", "days");

    /** Of one supply: longer is a mistake. */
    private static final long MOST_DAYS = 366;

    private static final Comparator<Code> NARROWEST =
            Comparator.comparing((Code code) -> code.code().length()).reversed();

    private static final Set<MedicationRequestIntent> NO_ORDERS =
            Set.of(MedicationRequestIntent.PROPOSAL, MedicationRequestIntent.PLAN, MedicationRequestIntent.OPTION);

    /** @param all the data, among which the record may find its Medication; none or one is found */
    static Stream<MedicineUse> of(Resource resource, List<Resource> all, LocalDate day) {
        return switch (resource) {
            case MedicationStatement stated -> Stream.ofNullable(stated(stated, all, day));
            case MedicationRequest ordered -> Stream.ofNullable(ordered(ordered, all, day));
            case MedicationDispense given -> Stream.ofNullable(given(given, all, day));
            default -> Stream.empty();
        };
    }

    /** An active one goes on, unless it says until when; a completed one has to say it. */
    private static @Nullable MedicineUse stated(MedicationStatement stated, List<Resource> all, LocalDate day) {
        DateRange start = new FhirMoment(stated.getEffective()).range();
        boolean active = stated.getStatus() == MedicationStatementStatus.ACTIVE;
        if (!active && stated.getStatus() != MedicationStatementStatus.COMPLETED) {
            return null;
        }
        LocalDate end = stated.getEffective() instanceof Period period
                ? new FhirMoment(period.getEndElement()).day()
                : active || start == null ? null : start.earliest();
        LocalDate until = end == null && active ? day : end;
        return until == null ? null : use(stated, told(stated, stated.getMedication(), all), start, until, day);
    }

    private static @Nullable MedicineUse ordered(MedicationRequest ordered, List<Resource> all, LocalDate day) {
        if (ordered.getStatus() != MedicationRequestStatus.ACTIVE
                || ordered.getDoNotPerform()
                || ordered.getIntent() == null
                || NO_ORDERS.contains(ordered.getIntent())) {
            return null;
        }
        List<CodeableConcept> told = told(ordered, ordered.getMedication(), all);
        DateRange written = new FhirMoment(ordered.getAuthoredOnElement()).range();
        LocalDate end = end(ordered, written);
        // Nobody closes many a prescription that has no end: it tells that the medicine is taken, and not since when.
        boolean open = end == null && (written == null || !written.earliest().isAfter(day));
        return open ? use(ordered, told, null, day, day) : use(ordered, told, written, end == null ? day : end, day);
    }

    /** The last day that a prescription is for; null where it does not tell. */
    private static @Nullable LocalDate end(MedicationRequest ordered, @Nullable DateRange written) {
        MedicationRequestDispenseRequestComponent supply = ordered.getDispenseRequest();
        LocalDate end = new FhirMoment(supply.getValidityPeriod().getEndElement()).day();
        if (end != null || written == null || !isDays(supply.getExpectedSupplyDuration())) {
            return end;
        }
        long times = 1L + Math.max(0, supply.getNumberOfRepeatsAllowed());
        return written.latest().plusDays(times * days(supply.getExpectedSupplyDuration(), MOST_DAYS) - 1);
    }

    private static @Nullable MedicineUse given(MedicationDispense given, List<Resource> all, LocalDate day) {
        DateRange handed = new FhirMoment(given.getWhenHandedOverElement()).range();
        if (given.getStatus() != MedicationDispenseStatus.COMPLETED || handed == null) {
            return null;
        }
        LocalDate until = handed.earliest().plusDays(supply(given.getDaysSupply(), handed.earliest(), day));
        return use(given, told(given, given.getMedication(), all), handed, until, day);
    }

    /** Days after the first one, not beyond the day. */
    private static long supply(Quantity supply, LocalDate handed, LocalDate day) {
        long most = Math.max(0, ChronoUnit.DAYS.between(handed, day));
        return Math.min(most, days(supply, most + 1) - 1);
    }

    /** At least 1, where it is told or not; at most so many. */
    private static long days(Quantity supply, long most) {
        return isDays(supply)
                ? supply.getValue()
                        .max(BigDecimal.ONE)
                        .min(BigDecimal.valueOf(most))
                        .longValue()
                : 1;
    }

    private static boolean isDays(Quantity supply) {
        String unit = supply.hasCode() ? supply.getCode() : supply.getUnit();
        return supply.hasValue()
                && !supply.hasComparator()
                && (unit == null || DAYS.contains(unit.toLowerCase(Locale.ROOT)));
    }

    private static MedicineUse use(
            Resource record, List<CodeableConcept> told, @Nullable DateRange begun, LocalDate until, LocalDate day) {
        if (begun != null && begun.earliest().isAfter(day)) {
            return new MedicineUse(record, told, null, begun.earliest());
        }
        return new MedicineUse(record, told, begun == null ? null : begun.latest(), until.isAfter(day) ? day : until);
    }

    private List<Code> codes() {
        return told.stream().flatMap(one -> new Coded(one).codes().stream()).toList();
    }

    /** Whether a code of ATC tells what it is. */
    boolean isClassified() {
        return codes().stream().anyMatch(DiagnosisCodes::isMedicine);
    }

    /** What tells it apart: the code that the record has for it, else its words, else the record itself. */
    String name() {
        return told.stream()
                .flatMap(one ->
                        Stream.concat(new Coded(one).codes().stream().map(Code::toString), new Coded(one).texts()))
                .findFirst()
                .orElseGet(() -> FindingReader.reference(record));
    }

    /** By all that it is called together: the form may stand beside one name and the ingredient be another. */
    boolean isCalled(Wording words) {
        return words.fits(told.stream().flatMap(one -> new Coded(one).texts()).collect(Collectors.joining("\n")));
    }

    /** Its codes and the classes that hold them, the narrowest first. */
    List<Code> classes() {
        List<Code> codes = codes();
        return Stream.concat(
                        codes.stream(),
                        codes.stream()
                                .flatMap(code -> DiagnosisCodes.wider(code).sorted(NARROWEST)))
                .toList();
    }

    /** When taking it began; empty for prescriptions and dispenses, which may continue an earlier one. */
    Optional<DateRange> start() {
        return record instanceof MedicationStatement stated && stated.getEffective() instanceof Period period
                ? Optional.ofNullable(new FhirMoment(period).range())
                : Optional.empty();
    }

    private static List<CodeableConcept> told(Resource record, Type medication, List<Resource> all) {
        return switch (medication) {
            case CodeableConcept concept -> List.of(concept);
            case Reference reference -> told(record, reference, all);
            case null, default -> List.of();
        };
    }

    private static List<CodeableConcept> told(Resource record, Reference reference, List<Resource> all) {
        Stream<Resource> contained =
                record instanceof DomainResource whole ? whole.getContained().stream() : Stream.empty();
        List<CodeableConcept> found = Stream.concat(contained, all.stream())
                .filter(Medication.class::isInstance)
                .map(Medication.class::cast)
                .filter(medication -> ImagingRequest.isReferenceTo(reference, medication))
                .map(Medication::getCode)
                .toList();
        return found.isEmpty() ? List.of(new CodeableConcept().setText(reference.getDisplay())) : found;
    }
}
