package org.painbridge.careplan.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.careplan.TaperCheck;
import org.painbridge.careplan.TaperStep;
import org.painbridge.careplan.Target;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.CodeSet;
import org.painbridge.clinical.PrescribedDose;
import org.painbridge.clinical.fhir.PlacedReference;
import org.painbridge.clinical.fhir.PrescribedDoses;

/** Reads the opioid taper out of a pushed plan: the medicines that aim at a dose, or follow one that does. */
public final class TaperReader {
    private static final String NALOXONE = "naloxone";

    private final TaperCheck check;
    private final CodeSet naloxone;
    private final PrescribedDoses doses;

    /**
     * @param naloxone the products with naloxone
     * @param doses computes what a medicine comes to
     */
    public TaperReader(TaperCheck check, CodeSet naloxone, PrescribedDoses doses) {
        this.check = check;
        this.naloxone = naloxone;
        this.doses = doses;
    }

    /**
     * What is to be told about the taper; nothing where there is none.
     *
     * @param stored a stored resource by {@code Type/id}
     */
    public List<TaperCheck.Finding> look(PushContent content, Function<String, Optional<Resource>> stored) {
        List<Entry> entries = content.entries().list();
        List<TaperStep> steps = new ArrayList<>();
        String plan = "";
        boolean protectedBy = false;
        for (Entry entry : entries) {
            switch (entry.resource()) {
                case MedicationRequest request -> {
                    protectedBy |= isNaloxone(request);
                    step(request, entry, content.entries(), stored).ifPresent(steps::add);
                }
                case CarePlan itself -> {
                    plan = entry.path();
                    protectedBy |= says(itself.getNote(), NALOXONE);
                }
                default -> {} // No medicine.
            }
        }
        return check.run(steps, protectedBy, plan);
    }

    private Optional<TaperStep> step(
            MedicationRequest request, Entry entry, Entries entries, Function<String, Optional<Resource>> stored) {
        Extension target = request.getExtensionByUrl(Definitions.TARGET_MME.url());
        Reference prior = request.getPriorPrescription();
        PrescribedDose dose = doses.of(request, medication -> found(medication, entry, entries, stored));
        if (target == null && !prior.hasReference() && !(dose instanceof PrescribedDose.Computed)) {
            return Optional.empty();
        }
        String before = prior.hasReference()
                        && entries.target(new PlacedReference(entry.path() + ".priorPrescription", prior))
                                instanceof Target.Local local
                ? local.key()
                : null;
        return Optional.of(new TaperStep(
                entry.path(),
                entry.key(),
                before,
                target != null && target.getValue() instanceof Quantity amount ? amount.getValue() : null,
                request.getStatus() == MedicationRequestStatus.ONHOLD || says(request.getNote(), "hold"),
                dose));
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

    private boolean isNaloxone(MedicationRequest request) {
        Stream<Coding> own = request.hasMedicationCodeableConcept()
                ? request.getMedicationCodeableConcept().getCoding().stream()
                : Stream.of();
        Stream<Coding> contained = request.getContained().stream()
                .filter(Medication.class::isInstance)
                .flatMap(medication -> ((Medication) medication).getCode().getCoding().stream());
        return Stream.concat(own, contained)
                .filter(coding -> coding.hasSystem() && coding.hasCode())
                .anyMatch(coding -> naloxone.contains(new Code(coding.getSystem(), coding.getCode())));
    }

    private static boolean says(List<Annotation> notes, String word) {
        return notes.stream()
                .anyMatch(note ->
                        String.valueOf(note.getText()).toLowerCase(Locale.ROOT).contains(word));
    }
}
