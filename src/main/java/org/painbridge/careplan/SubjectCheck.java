package org.painbridge.careplan;

import java.util.List;
import java.util.Optional;
import org.painbridge.clinical.PatientRef;

/** Whether everything in a push is about the same, known patient. */
record SubjectCheck(PlanGraph graph, Lookups lookups, Directory directory, Problems problems) {
    private static final String PATIENT = "Patient";

    /** The patient of the plan; empty when a problem was found on the way there. */
    Optional<PatientRef> run() {
        graph.members().forEach(this::checkPresent);
        List<Link> patients =
                graph.links().filter(link -> link.leadsTo(PATIENT)).toList();
        patients.forEach(this::checkKnown);
        Optional<StoredRef> patient = graph.plans().stream()
                .findFirst()
                .map(plan -> plan.member().subject())
                .flatMap(link -> lookups.one(link.target()));
        patient.ifPresent(expected -> {
            patients.forEach(link -> checkSame(link, expected));
            graph.stored().forEach(link -> checkStored(link, expected));
        });
        return patient.map(found -> new PatientRef(found.id()));
    }

    private void checkPresent(Member member) {
        Link subject = member.subject();
        if (subject == null || !subject.leadsTo(PATIENT)) {
            problems.add(
                    PushReason.SUBJECT_MISSING,
                    subject == null ? member.path() : subject.path(),
                    "The " + member.type()
                            + " names no stored patient. Refer to the plan's patient, by id or by health number.");
        }
    }

    private void checkKnown(Link link) {
        int count = lookups.all((Target.Named) link.target()).size();
        if (count == 0) {
            problems.add(
                    PushReason.PATIENT_UNKNOWN,
                    link.path(),
                    "No such patient is stored here; a push never creates one. Correct the id or health number, or"
                            + " register the patient first.");
        }
        if (count > 1) {
            problems.add(
                    PushReason.PATIENT_AMBIGUOUS,
                    link.path(),
                    "Several stored patients carry this identifier. Refer to the right one by id.");
        }
    }

    /** What the plan names of the record: by an identifier that is not known here it could be anybody's. */
    private void checkStored(Link link, StoredRef expected) {
        Optional<StoredRef> whose = lookups.one(link.target()).flatMap(directory::patient);
        if (!whose.equals(Optional.of(expected))) {
            problems.add(
                    PushReason.SUBJECT_DIFFERS,
                    link.path(),
                    "This leads to nothing that is stored of the plan's patient. Correct the reference, or drop it.");
        }
    }

    private void checkSame(Link link, StoredRef expected) {
        lookups.one(link.target()).filter(found -> !found.equals(expected)).ifPresent(other -> {
            problems.add(
                    PushReason.SUBJECT_DIFFERS,
                    link.path(),
                    "This is another patient than the plan's. A push is about one patient.");
        });
    }
}
