package org.painbridge.imaging.fhir;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.clinical.Code;
import org.painbridge.imaging.Fact;
import org.painbridge.imaging.FactEvidence;
import org.painbridge.imaging.FactState;
import org.painbridge.imaging.Finding;
import org.painbridge.imaging.FindingSource;
import org.painbridge.imaging.MissingElement;
import org.painbridge.imaging.RuleSet;

/**
 * Finds what the medicines of a chart say about facts. A medicine that is not there is not "not taken": nothing of it
 * ever says "no". A finding counts as seen on the last day that its record speaks for, so that facts can look back.
 */
final class MedicationReader {
    private final List<Asked> asked;

    MedicationReader(RuleSet rules) {
        asked = rules.facts().values().stream()
                .flatMap(fact -> fact.evidence().stream()
                        .filter(FactEvidence.Medication.class::isInstance)
                        .map(evidence -> new Asked(fact, (FactEvidence.Medication) evidence)))
                .toList();
    }

    private record Asked(Fact fact, FactEvidence.Medication evidence) {
        boolean mayCount(MedicineUse use, LocalDate day) {
            return fact.lookBack() == null || !use.until().isBefore(day.minus(fact.lookBack()));
        }
    }

    List<Finding> findings(List<MedicineUse> uses, LocalDate day) {
        return asked.stream().flatMap(one -> findings(one, uses, day)).toList();
    }

    /** What was taken, as all records of it tell. */
    List<MedicineUse> uses(List<Resource> all, LocalDate day) {
        return asked.isEmpty()
                ? List.of()
                : all.stream()
                        .flatMap(resource -> MedicineUse.of(resource, all, day))
                        .toList();
    }

    /**
     * Medicines without a code of ATC and without words that any fact knows: what they are is not known here. Each once,
     * by its newest record, and only what was taken lately enough for any fact.
     */
    List<MissingElement> unread(List<MedicineUse> uses, LocalDate day) {
        Set<String> told = new HashSet<>();
        return uses.stream()
                .filter(use -> asked.stream().anyMatch(one -> one.mayCount(use, day)))
                .filter(use -> !use.isClassified()
                        && asked.stream()
                                .noneMatch(one -> use.isCalled(one.evidence().words())))
                .sorted(Comparator.comparing(MedicineUse::until).reversed())
                .filter(use -> told.add(use.name()))
                .map(use -> new MissingElement(
                        OrderChecks.expression(use.record(), "medication"),
                        MissingElement.Problem.UNREAD_MEDICINE,
                        "The ATC code of the medicine; by another code it is not known here what it is"))
                .toList();
    }

    private static Stream<Finding> findings(Asked asked, List<MedicineUse> uses, LocalDate day) {
        List<MedicineUse> own =
                uses.stream().filter(use -> isOwn(asked.evidence(), use)).toList();
        FactEvidence.Course course = asked.evidence().course();
        List<MedicineUse> counting = course == null ? own : longEnough(own, course);
        return counting.stream().flatMap(use -> finding(asked, use, day).stream());
    }

    private static boolean isOwn(FactEvidence.Medication wanted, MedicineUse use) {
        return wanted.codes().containsAny(use.classes()) || (!use.isClassified() && use.isCalled(wanted.words()));
    }

    /** The beginning of what is still taken: what ended may have been too little. */
    private static Optional<Finding> finding(Asked asked, MedicineUse use, LocalDate day) {
        Code code = use.classes().stream()
                .filter(asked.evidence().codes()::contains)
                .findFirst()
                .orElse(null);
        FindingSource source = new FindingSource(
                FindingReader.reference(use.record()),
                use.record().fhirType() + ".medication",
                code,
                use.until(),
                null);
        if (asked.fact().type() != Fact.Type.DATE) {
            return Optional.of(Finding.of(asked.fact().id(), FactState.MET, Finding.Origin.CHART, source));
        }
        return use.start()
                .filter(start -> !use.until().isBefore(day))
                .map(start -> Finding.of(asked.fact().id(), start, Finding.Origin.CHART, source));
    }

    /** The records of courses that lasted: each begins where there is a longer gap, or none before it. */
    private static List<MedicineUse> longEnough(List<MedicineUse> uses, FactEvidence.Course course) {
        List<MedicineUse> found = new ArrayList<>();
        List<MedicineUse> run = new ArrayList<>();
        LocalDate end = LocalDate.MIN;
        for (MedicineUse use : begun(uses)) {
            LocalDate from = from(use);
            if (!run.isEmpty() && from.isAfter(end.plusDays(1).plus(course.gap()))) {
                found.addAll(lasted(run, end, course) ? run : List.of());
                run.clear();
            }
            end = run.isEmpty() || use.until().isAfter(end) ? use.until() : end;
            run.add(use);
        }
        found.addAll(!run.isEmpty() && lasted(run, end, course) ? run : List.of());
        return found;
    }

    private static List<MedicineUse> begun(List<MedicineUse> uses) {
        return uses.stream()
                .filter(use -> use.from() != null)
                .sorted(Comparator.comparing(MedicationReader::from))
                .toList();
    }

    private static boolean lasted(List<MedicineUse> run, LocalDate end, FactEvidence.Course course) {
        return !from(run.getFirst()).plus(course.atLeast()).isAfter(end.plusDays(1));
    }

    private static LocalDate from(MedicineUse use) {
        return use.from() == null ? use.until() : use.from();
    }
}
