package org.painbridge.imaging.fhir;

import java.time.LocalDate;
import java.time.Period;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.painbridge.imaging.DateRange;
import org.painbridge.imaging.PriorStudy;

/** Earlier studies as resources tell them. A completed request and the study that came of it are one. */
final class ToldStudies {
    private final List<Told> told;
    private final Function<PriorStudy, Optional<Period>> window;

    /** @param window how long after a request of that study, at most, one of the same part is taken for it */
    ToldStudies(List<Told> told, Function<PriorStudy, Optional<Period>> window) {
        this.told = told;
        this.window = window;
    }

    /** What a resource tells. */
    record Told(Resource resource, PriorStudy study) {
        boolean isCompletedRequest() {
            return resource instanceof ServiceRequest && study.done();
        }

        List<Reference> basedOn() {
            return switch (resource) {
                case ImagingStudy imaging -> imaging.getBasedOn();
                case DiagnosticReport report -> report.getBasedOn();
                case Procedure procedure -> procedure.getBasedOn();
                default -> List.of();
            };
        }

        boolean isBasedOn(Told request) {
            return basedOn().stream()
                    .anyMatch(reference -> ImagingRequest.isReferenceTo(reference, request.resource()));
        }
    }

    /** A study, its report and the procedure, if they tell the same day. */
    private record Examination(PriorStudy.Part part, DateRange date) {
        static Examination of(Told told) {
            return new Examination(told.study().procedure(), told.study().date());
        }
    }

    /** Without the completed requests whose study is on record. */
    List<PriorStudy> once() {
        Set<Told> fulfilled = fulfilled();
        return told.stream()
                .filter(one -> !fulfilled.contains(one))
                .map(Told::study)
                .distinct()
                .toList();
    }

    private Set<Told> fulfilled() {
        Set<Told> fulfilled = new HashSet<>();
        Set<Examination> free = unasked();
        told.stream()
                .filter(Told::isCompletedRequest)
                .sorted(Comparator.comparing(
                                (Told request) -> request.study().date().latest())
                        .reversed())
                .forEach(request -> {
                    if (told.stream().anyMatch(one -> one.isBasedOn(request))) {
                        fulfilled.add(request);
                        return;
                    }
                    nextAfter(request, free).ifPresent(study -> {
                        free.remove(study);
                        fulfilled.add(request);
                    });
                });
        return fulfilled;
    }

    /** The examinations that do not tell what they are based on: each can be of one request. */
    private Set<Examination> unasked() {
        Set<Examination> asked = told.stream()
                .filter(one -> !one.basedOn().isEmpty())
                .map(Examination::of)
                .collect(Collectors.toSet());
        return told.stream()
                .filter(one -> !(one.resource() instanceof ServiceRequest))
                .map(Examination::of)
                .filter(examination -> !asked.contains(examination))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private Optional<Examination> nextAfter(Told request, Set<Examination> free) {
        DateRange asked = request.study().date();
        Optional<LocalDate> end = window.apply(request.study()).map(asked.latest()::plus);
        return free.stream()
                .filter(one -> one.part().equals(request.study().procedure()))
                .filter(one -> mayBeOfTheSideOf(request, one))
                .filter(one -> !one.date().latest().isBefore(asked.earliest()))
                .filter(one ->
                        end.filter(last -> !one.date().earliest().isAfter(last)).isPresent())
                .min(Comparator.comparing(one -> one.date().earliest()));
    }

    private boolean mayBeOfTheSideOf(Told request, Examination examination) {
        return told.stream()
                .filter(one -> Examination.of(one).equals(examination))
                .allMatch(one -> request.study().mayBeOf(one.study().side()));
    }
}
