package org.painbridge.server.imaging.report;

import java.util.Date;
import java.util.OptionalLong;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MeasureReport;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportGroupComponent;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportStatus;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;

/** The figures as MeasureReport; what is withheld has no count, but the reason {@code masked}. */
final class ReportWriter {
    static final String MEASURE = "https://painbridge.example/fhir/Measure/imaging-decisions";
    private static final String CATEGORY = "https://painbridge.example/fhir/CodeSystem/imaging-category";
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    private static final String POPULATION = "http://terminology.hl7.org/CodeSystem/measure-population";

    MeasureReport report(ReportScope scope, Figures figures, Iterable<ScenarioMeasure> measures) {
        MeasureReport report = new MeasureReport();
        report.setStatus(MeasureReportStatus.COMPLETE)
                .setType(MeasureReportType.SUMMARY)
                .setMeasure(MEASURE)
                .setPeriod(new Period()
                        .setStart(Date.from(scope.from()))
                        .setEnd(Date.from(scope.until().minusMillis(1))));
        if (scope.column() != null) {
            String type = scope.column().equals("organization") ? "Organization" : "Practitioner";
            report.setReporter(new Reference(type + "/" + scope.id()));
        }
        Cells results = new Cells(figures.results());
        breakdown(report, "category", results, CATEGORY);
        share(report, "scored", results, Figures.SCORED);
        share(report, "unknown", results, Figures.UNKNOWN);
        Cells overrides = new Cells(figures.overrides());
        breakdown(report, "override-reason", overrides, "");
        share(report, "overridden", overrides.total(), results.total());
        figures.percentile(scope.id())
                .ifPresent(percentile -> group(report, "peer-percentile")
                        .setMeasureScore(new Quantity(percentile)
                                .setUnit("%")
                                .setSystem("http://unitsofmeasure.org")
                                .setCode("%")));
        for (ScenarioMeasure measure : measures) {
            share(
                    report,
                    measure.measure().getIdElement().getIdPart(),
                    measure.count("numerator", figures.scenarios()),
                    measure.count("denominator", figures.scenarios()));
        }
        return report;
    }

    private static void breakdown(MeasureReport report, String code, Cells cells, String system) {
        MeasureReportGroupComponent group = group(report, code);
        count(group.addPopulation(), "initial-population", visible(cells.total()));
        var stratifier = group.addStratifier();
        stratifier.addCode().setText(code);
        for (String name : cells.names()) {
            var stratum = stratifier.addStratum();
            stratum.setValue(
                    system.isEmpty()
                            ? new CodeableConcept().setText(name)
                            : new CodeableConcept(new Coding().setSystem(system).setCode(name)));
            var population = stratum.addPopulation();
            population.setCode(population("initial-population"));
            set(population.getCountElement(), cells.count(name));
        }
    }

    /** Not where it would tell what is withheld of the cells. */
    private static void share(MeasureReport report, String code, Cells cells, Set<String> numerator) {
        share(report, code, cells.sum(numerator), cells.total(), cells.tells(numerator));
    }

    private static void share(MeasureReport report, String code, long numerator, long denominator) {
        share(report, code, numerator, denominator, false);
    }

    /** Neither of a share that would tell of few people. */
    private static void share(MeasureReport report, String code, long numerator, long denominator, boolean withheld) {
        MeasureReportGroupComponent group = group(report, code);
        boolean small = withheld
                || Cells.isSmall(numerator)
                || Cells.isSmall(denominator - numerator)
                || Cells.isSmall(denominator);
        count(group.addPopulation(), "numerator", small ? OptionalLong.empty() : OptionalLong.of(numerator));
        count(group.addPopulation(), "denominator", visible(denominator));
        if (!small && denominator > 0) {
            group.setMeasureScore(new Quantity(100.0 * numerator / denominator)
                    .setUnit("%")
                    .setSystem("http://unitsofmeasure.org")
                    .setCode("%"));
        }
    }

    private static OptionalLong visible(long count) {
        return Cells.isSmall(count) ? OptionalLong.empty() : OptionalLong.of(count);
    }

    private static MeasureReportGroupComponent group(MeasureReport report, String code) {
        MeasureReportGroupComponent group = report.addGroup();
        group.setId(code);
        group.getCode().setText(code);
        return group;
    }

    private static void count(
            MeasureReport.MeasureReportGroupPopulationComponent population, String code, OptionalLong count) {
        population.setCode(population(code));
        set(population.getCountElement(), count);
    }

    private static void set(IntegerType element, OptionalLong count) {
        if (count.isPresent()) {
            element.setValue(Math.toIntExact(count.getAsLong()));
        } else {
            element.addExtension(ABSENT, new CodeType("masked"));
        }
    }

    private static CodeableConcept population(String code) {
        return new CodeableConcept(new Coding().setSystem(POPULATION).setCode(code));
    }
}
