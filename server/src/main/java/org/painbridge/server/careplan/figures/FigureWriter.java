package org.painbridge.server.careplan.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MeasureReport;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportGroupComponent;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportStatus;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;

/** Figures as MeasureReport, what is withheld without a value but with the reason {@code masked}, and as CSV. */
final class FigureWriter {
    static final String MEASURE = "https://painbridge.example/fhir/Measure/care-plan-exchange";
    private static final String MASKED = "masked";
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    private static final String POPULATION = "http://terminology.hl7.org/CodeSystem/measure-population";
    private static final String UCUM = "http://unitsofmeasure.org";

    MeasureReport report(FigureScope scope, List<Figure> figures, Date now) {
        MeasureReport report = new MeasureReport();
        report.setStatus(MeasureReportStatus.COMPLETE)
                .setType(MeasureReportType.SUMMARY)
                .setMeasure(MEASURE)
                .setDate(now)
                .setPeriod(new Period()
                        .setStart(new Date(scope.start(scope.first())))
                        .setEnd(new Date(scope.start(scope.last().plusDays(1)) - 1)));
        if (scope.organization() != null) {
            report.setReporter(new Reference("Organization/" + scope.organization()));
        }
        figures.forEach(figure -> group(report.addGroup(), figure));
        return report;
    }

    private static void group(MeasureReportGroupComponent group, Figure figure) {
        group.setId(figure.code());
        group.getCode().setText(figure.code());
        population(group, "numerator", figure.numerator());
        population(group, "denominator", figure.denominator());
        figure.value()
                .ifPresent(value -> group.setMeasureScore(new Quantity()
                        .setValue(rounded(value))
                        .setUnit(figure.unit())
                        .setSystem(UCUM)
                        .setCode(figure.unit())));
    }

    private static void population(MeasureReportGroupComponent group, String code, OptionalLong count) {
        var population = group.addPopulation();
        population.setCode(
                new CodeableConcept(new Coding().setSystem(POPULATION).setCode(code)));
        if (count.isPresent()) {
            population.setCount(Math.toIntExact(count.getAsLong()));
        } else {
            population.getCountElement().addExtension(ABSENT, new CodeType(MASKED));
        }
    }

    byte[] csv(FigureScope scope, List<Figure> figures) {
        StringBuilder csv =
                new StringBuilder("period_start,period_end,organization,measure,numerator,denominator,value,unit\r\n");
        String organization = scope.organization() == null ? "" : scope.organization();
        for (Figure figure : figures) {
            csv.append(scope.first()).append(',').append(scope.last()).append(',');
            csv.append(organization).append(',').append(figure.code()).append(',');
            csv.append(text(figure.numerator()))
                    .append(',')
                    .append(text(figure.denominator()))
                    .append(',');
            csv.append(text(figure.value())).append(',').append(figure.unit()).append("\r\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String text(OptionalLong count) {
        return count.isPresent() ? String.valueOf(count.getAsLong()) : MASKED;
    }

    private static String text(OptionalDouble value) {
        return value.isPresent() ? rounded(value.getAsDouble()).toPlainString() : "";
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP);
    }
}
