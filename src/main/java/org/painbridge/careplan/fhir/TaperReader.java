package org.painbridge.careplan.fhir;

import java.math.BigDecimal;
import java.util.ArrayList;
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
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
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
        List<TaperMedicine> medicines = new ArrayList<>();
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
        List<TaperMedicine> medicines = amendment.medicines().entrySet().stream()
                .map(entry -> medicine(entry.getKey(), entry.getValue(), stored))
                .toList();
        boolean kit = amendment.services().anyMatch(naloxone::isIn);
        return look(medicines, kit || isNamed(amendment.header().getNote()), "CarePlan");
    }

    /** The same of a plan as an operation leaves it. */
    List<TaperCheck.Finding> look(LivingPlan plan) {
        List<TaperMedicine> medicines = new ArrayList<>();
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

    private static TaperMedicine medicine(String key, MedicationRequest request, PlanSource stored) {
        Reference prior = request.getPriorPrescription();
        return new TaperMedicine(
                request,
                "MedicationRequest.where(id = '" + key.substring(key.indexOf('/') + 1) + "')",
                key,
                prior.hasReference() ? LivingPlan.unversioned(prior.getReference()) : null,
                reference -> {
                    String address = LivingPlan.unversioned(reference.getReference());
                    // What the dose of another prescription is, is told; what a medicine is made of, all may know.
                    return address.startsWith("MedicationRequest/") ? stored.told(address) : stored.look(address);
                });
    }

    /** @param named whether there is naloxone beside the medicines, or why not is said */
    private List<TaperCheck.Finding> look(List<TaperMedicine> medicines, boolean named, String planPath) {
        boolean known =
                named || medicines.stream().anyMatch(medicine -> !medicine.isCalledOff() && isNaloxone(medicine));
        List<TaperCheck.Finding> unknown = new ArrayList<>();
        List<TaperStep> steps = Stream.concat(
                        medicines.stream()
                                .filter(medicine -> !isNaloxone(medicine))
                                .flatMap(medicine -> step(medicine).stream()),
                        earlier(medicines, unknown))
                .toList();
        return Stream.concat(check.run(steps, known, planPath).stream(), unknown.stream())
                .toList();
    }

    /**
     * What the patient takes before the first steps, as far as they name it: it is compared with.
     *
     * @param unknown where what it comes to is not known
     */
    private Stream<TaperStep> earlier(List<TaperMedicine> medicines, List<TaperCheck.Finding> unknown) {
        Set<String> keys = medicines.stream().map(TaperMedicine::key).collect(Collectors.toSet());
        Map<String, TaperStep> earlier = new LinkedHashMap<>();
        for (TaperMedicine medicine : medicines) {
            String before = medicine.before();
            if (!medicine.request().hasPriorPrescription() || keys.contains(before) || medicine.isCalledOff()) {
                continue;
            }
            Optional<MedicationRequest> found = before == null ? Optional.empty() : medicine.prior();
            Optional<String> why = found.isEmpty()
                    ? Optional.of("it is not found here by what names it")
                    : whyUnknown(found.get(), medicine);
            if (before != null && found.isPresent() && why.isEmpty()) {
                earlier.put(before, taken(found.get(), before, medicine));
            } else if (mayBeOpioid(medicine)) {
                unknown.add(check.unknownBefore(medicine.path() + ".priorPrescription", why.orElse("")));
            }
        }
        return earlier.values().stream();
    }

    /** Why what it says is not what the patient takes; empty where it may be. */
    private Optional<String> whyUnknown(MedicationRequest earlier, TaperMedicine next) {
        Optional<String> nobody = TaperMedicine.whyNobodyTakes(earlier);
        if (nobody.isPresent()) {
            return nobody;
        }
        return TargetMme.of(earlier) == null
                        && doses.of(earlier, next.stored()) instanceof PrescribedDose.NotComputable(String why)
                ? Optional.of(why)
                : Optional.empty();
    }

    private boolean mayBeOpioid(TaperMedicine medicine) {
        return TargetMme.isSaid(medicine.request())
                || !(doses.of(medicine.request(), medicine.stored()) instanceof PrescribedDose.NoOpioid);
    }

    private TaperStep taken(MedicationRequest taken, String key, TaperMedicine next) {
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

    private boolean isNaloxone(TaperMedicine medicine) {
        return naloxone.isIn(medicine.request(), medicine.stored());
    }

    private static TaperMedicine medicine(
            MedicationRequest request, Entry entry, Entries entries, Function<String, Optional<Resource>> stored) {
        Reference prior = request.getPriorPrescription();
        String before = prior.hasReference() ? key(prior, entry, entries) : null;
        return new TaperMedicine(
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

    private Optional<TaperStep> step(TaperMedicine medicine) {
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
                medicine.given()));
    }

    /** Links the steps around it, and says nothing itself. */
    private static TaperStep calledOff(TaperMedicine medicine) {
        return new TaperStep(
                medicine.path(),
                medicine.key(),
                medicine.before(),
                null,
                true,
                new PrescribedDose.NoOpioid(),
                new TaperStep.Given(false, null, null));
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
