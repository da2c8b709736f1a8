package org.painbridge.careplan.fhir;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.TaperCheck;
import org.painbridge.careplan.TaperStep;
import org.painbridge.careplan.Target;
import org.painbridge.clinical.PrescribedDose;
import org.painbridge.clinical.fhir.PlacedReference;
import org.painbridge.clinical.fhir.PrescribedDoses;

/** Reads the opioid taper out of a pushed plan: the medicines that aim at a dose, or follow one that does. */
public final class TaperReader {
    private static final Set<String> NALOXONE = Set.of("naloxone", "narcan");
    /** Characters of a date that is a day. */
    private static final int DAY = 10;

    private final TaperCheck check;
    private final Naloxone naloxone;
    private final PrescribedDoses doses;

    /**
     * @param naloxone knows it; its doses compute what a medicine comes to
     */
    public TaperReader(TaperCheck check, Naloxone naloxone) {
        this.check = check;
        this.naloxone = naloxone;
        this.doses = naloxone.doses();
    }

    /**
     * What is to be told about the taper; nothing where there is none.
     *
     * @param stored a stored resource by {@code Type/id}
     */
    public List<TaperCheck.Finding> look(PushContent content, Function<String, Optional<Resource>> stored) {
        Entries entries = content.entries();
        List<Medicine> medicines = new ArrayList<>();
        boolean kit = false;
        Optional<Entry> plan = Optional.empty();
        for (Entry entry : entries.list()) {
            switch (entry.resource()) {
                case MedicationRequest request -> medicines.add(medicine(request, entry, entries, stored));
                case ServiceRequest service -> kit = kit || naloxone.isIn(service);
                case CarePlan itself -> plan = Optional.of(entry);
                default -> {} // No medicine.
            }
        }
        List<Annotation> notes =
                plan.map(entry -> ((CarePlan) entry.resource()).getNote()).orElse(List.of());
        return look(medicines, kit || isNamed(notes), plan.map(Entry::path).orElse(""));
    }

    /** The same of a plan that is stored, as a change of its medicines would leave it; nothing where they are left alone. */
    List<TaperCheck.Finding> look(Amendment amendment, PlanSource stored) {
        if (!amendment.touchesMedicines()) {
            return List.of();
        }
        List<Medicine> medicines = amendment.medicines().entrySet().stream()
                .map(entry -> medicine(entry.getKey(), entry.getValue(), stored))
                .toList();
        boolean kit = amendment.services().anyMatch(naloxone::isIn);
        return look(medicines, kit || isNamed(amendment.header().getNote()), "CarePlan");
    }

    /** The same of a plan as an operation leaves it. */
    List<TaperCheck.Finding> look(LivingPlan plan) {
        List<Medicine> medicines = new ArrayList<>();
        boolean kit = false;
        for (String reference : plan.requests()) {
            switch (plan.part(reference).orElse(null)) {
                case MedicationRequest request -> medicines.add(medicine(reference, request, plan.source()));
                case ServiceRequest service -> kit = kit || naloxone.isIn(service);
                case null, default -> {} // No medicine.
            }
        }
        return look(medicines, kit || isNamed(plan.plan().getNote()), "CarePlan");
    }

    private static Medicine medicine(String key, MedicationRequest request, PlanSource stored) {
        Reference prior = request.getPriorPrescription();
        return new Medicine(
                request,
                "MedicationRequest.where(id = '" + key.substring(key.indexOf('/') + 1) + "')",
                key,
                prior.hasReference() ? LivingPlan.unversioned(prior.getReference()) : null,
                reference -> stored.look(LivingPlan.unversioned(reference.getReference())));
    }

    /**
     * A medicine of the plan.
     *
     * @param before the key of the one that it follows
     */
    private record Medicine(
            MedicationRequest request,
            String path,
            String key,
            @Nullable String before,
            Function<Reference, Optional<Resource>> stored) {
        boolean isCalledOff() {
            return request.getDoNotPerform() || Revocation.isOf(request);
        }
    }

    /** @param named whether there is naloxone beside the medicines, or why not is said */
    private List<TaperCheck.Finding> look(List<Medicine> medicines, boolean named, String planPath) {
        boolean known =
                named || medicines.stream().anyMatch(medicine -> !medicine.isCalledOff() && isNaloxone(medicine));
        List<TaperStep> steps = Stream.concat(
                        medicines.stream()
                                .filter(medicine -> !isNaloxone(medicine))
                                .flatMap(medicine -> step(medicine).stream()),
                        earlier(medicines))
                .toList();
        return check.run(steps, known, planPath);
    }

    /** What the patient takes before the first steps, as far as they name it: it is compared with, and nothing is said of it. */
    private Stream<TaperStep> earlier(List<Medicine> medicines) {
        Set<String> keys = medicines.stream().map(Medicine::key).collect(Collectors.toSet());
        Map<String, TaperStep> earlier = new LinkedHashMap<>();
        for (Medicine medicine : medicines) {
            String before = medicine.before();
            if (before != null && !keys.contains(before) && !medicine.isCalledOff()) {
                medicine.stored()
                        .apply(medicine.request().getPriorPrescription())
                        .filter(MedicationRequest.class::isInstance)
                        .map(found -> taken((MedicationRequest) found, before, medicine))
                        .ifPresent(step -> earlier.put(before, step));
            }
        }
        return earlier.values().stream();
    }

    private TaperStep taken(MedicationRequest taken, String key, Medicine next) {
        PrescribedDose dose = doses.of(taken, next.stored());
        BigDecimal target = TargetMme.of(taken);
        BigDecimal known = dose instanceof PrescribedDose.Computed computed ? computed.milligramsPerDay() : null;
        return new TaperStep(
                next.path() + ".priorPrescription",
                key,
                null,
                known == null ? target : known,
                true,
                known == null ? new PrescribedDose.NoOpioid() : dose,
                new TaperStep.Given(false, null, null));
    }

    private static boolean isNamed(List<Annotation> notes) {
        return NALOXONE.stream().anyMatch(word -> Said.names(notes, word));
    }

    private boolean isNaloxone(Medicine medicine) {
        return naloxone.isIn(medicine.request(), medicine.stored());
    }

    private static Medicine medicine(
            MedicationRequest request, Entry entry, Entries entries, Function<String, Optional<Resource>> stored) {
        Reference prior = request.getPriorPrescription();
        String before = prior.hasReference() ? key(prior, entry, entries) : null;
        return new Medicine(
                request, entry.path(), entry.key(), before, reference -> found(reference, entry, entries, stored));
    }

    /** Of a member of the push, else of what is stored; null where it leads to neither. */
    private static @Nullable String key(Reference prior, Entry entry, Entries entries) {
        return switch (entries.target(new PlacedReference(entry.path() + ".priorPrescription", prior))) {
            case Target.Local local -> local.key();
            case Target.Literal literal -> literal.type() + "/" + literal.id();
            default -> null;
        };
    }

    private Optional<TaperStep> step(Medicine medicine) {
        MedicationRequest request = medicine.request();
        boolean planned =
                TargetMme.isSaid(request) || request.getPriorPrescription().hasReference();
        if (medicine.isCalledOff()) {
            return planned ? Optional.of(calledOff(medicine)) : Optional.empty();
        }
        PrescribedDose dose = doses.of(request, medicine.stored());
        if (!planned && dose instanceof PrescribedDose.NoOpioid) {
            return Optional.empty();
        }
        return Optional.of(new TaperStep(
                medicine.path(),
                medicine.key(),
                medicine.before(),
                TargetMme.of(request),
                request.getStatus() == MedicationRequestStatus.ONHOLD || Said.hold(request.getNote()),
                dose,
                given(request)));
    }

    /** Links the steps around it, and says nothing itself. */
    private static TaperStep calledOff(Medicine medicine) {
        return new TaperStep(
                medicine.path(),
                medicine.key(),
                medicine.before(),
                null,
                true,
                new PrescribedDose.NoOpioid(),
                new TaperStep.Given(false, null, null));
    }

    private static TaperStep.Given given(MedicationRequest request) {
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

    /** A member of the push, else what is stored. */
    private static Optional<Resource> found(
            Reference reference, Entry entry, Entries entries, Function<String, Optional<Resource>> stored) {
        return switch (entries.target(new PlacedReference(entry.path() + ".medication", reference))) {
            case Target.Local local ->
                entries.list().stream()
                        .filter(each -> each.key().equals(local.key()))
                        .map(Entry::resource)
                        .findFirst();
            case Target.Literal literal -> stored.apply(literal.type() + "/" + literal.id());
            default -> Optional.empty();
        };
    }
}
