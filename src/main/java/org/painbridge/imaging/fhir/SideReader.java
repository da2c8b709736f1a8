package org.painbridge.imaging.fhir;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.Code;
import org.painbridge.imaging.ProcedureCatalogue;
import org.painbridge.imaging.Side;

/** Which side of the body an examination is of: by its code, or by a qualifier as its body site. */
final class SideReader {
    private final ProcedureCatalogue procedures;

    SideReader(ProcedureCatalogue procedures) {
        this.procedures = procedures;
    }

    /** Null where nothing is said; both where right and left are. */
    @Nullable
    Side side(CodeableConcept code, List<CodeableConcept> sites) {
        return one(Stream.concat(
                new Coded(code).codes().stream().flatMap(one -> procedures.side(one).stream()),
                sites.stream()
                        .flatMap(site -> new Coded(site).codes().stream())
                        .flatMap(site -> Side.of(site).stream())));
    }

    /** The code before the series, of which each has to tell: one that does not may be of the other side. */
    @Nullable
    Side side(CodeableConcept code, ImagingStudy study) {
        Side told = side(code, List.of());
        List<List<Side>> series = study.getSeries().stream()
                .map(one -> Stream.of(one.getLaterality())
                        .filter(coding -> coding.hasSystem() && coding.hasCode())
                        .flatMap(coding -> Side.of(Code.of(coding.getSystem(), coding.getCode())).stream())
                        .toList())
                .toList();
        return told != null || series.stream().anyMatch(List::isEmpty)
                ? told
                : one(series.stream().flatMap(List::stream));
    }

    private static @Nullable Side one(Stream<Side> sides) {
        Set<Side> told = sides.collect(Collectors.toSet());
        if (told.isEmpty()) {
            return null;
        }
        return told.size() == 1 ? told.iterator().next() : Side.BOTH;
    }
}
