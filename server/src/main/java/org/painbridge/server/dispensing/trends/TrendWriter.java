package org.painbridge.server.dispensing.trends;

import java.math.BigDecimal;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MeasureReport;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportGroupComponent;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportStatus;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportType;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;
import org.painbridge.dispensing.trends.Cell;
import org.painbridge.dispensing.trends.Dimension;
import org.painbridge.dispensing.trends.Earlier;
import org.painbridge.dispensing.trends.Indicator;
import org.painbridge.dispensing.trends.Indicators;
import org.painbridge.server.dispensing.trends.Trends.Released;

/** A table that was given out, from the ledger: as MeasureReport, each time the same. */
final class TrendWriter {
    static final String RELEASE = "https://painbridge.example/fhir/sid/trend-release";
    static final String MASKED = "masked";
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    private static final String POPULATION = "http://terminology.hl7.org/CodeSystem/measure-population";
    private static final String UCUM = "http://unitsofmeasure.org";

    private final Indicators indicators;
    private final java.time.ZoneId zone;

    TrendWriter(Indicators indicators, java.time.ZoneId zone) {
        this.indicators = indicators;
        this.zone = zone;
    }

    MeasureReport report(TrendRequest request, Released released, int least) {
        MeasureReport report = new MeasureReport();
        report.setStatus(MeasureReportStatus.COMPLETE)
                .setType(MeasureReportType.SUMMARY)
                .setMeasure(TrendMeasure.URL)
                .setDate(Date.from(released.entry().releasedAt()))
                .setPeriod(period(released));
        report.addIdentifier().setSystem(RELEASE).setValue(released.entry().id());
        report.setText(note(released, least));
        ShownCells shown = new ShownCells(released);
        for (Indicator each : indicators.all()) {
            if (request.indicators().contains(each.id())) {
                group(report.addGroup(), each, request, released, shown);
            }
        }
        return report;
    }

    private Period period(Released released) {
        return new Period()
                .setStart(Date.from(
                        released.entry().period().firstDay().atStartOfDay(zone).toInstant()))
                .setEnd(Date.from(released.entry()
                        .period()
                        .lastDay()
                        .plusDays(1)
                        .atStartOfDay(zone)
                        .toInstant()
                        .minusMillis(1)));
    }

    private static Narrative note(Released released, int least) {
        Narrative note = new Narrative();
        note.setStatus(Narrative.NarrativeStatus.GENERATED);
        XhtmlNode div = note.getDiv();
        div.addTag("p")
                .addText("Edition " + released.entry().edition() + ", by what was known at "
                        + released.entry().asOf() + ". Figures about fewer than " + least
                        + " people, and others that would tell them, are withheld.");
        div.addTag("p")
                .addText("Édition " + released.entry().edition() + ", selon ce qui était connu le "
                        + released.entry().asOf() + ". Les chiffres portant sur moins de " + least
                        + " personnes, et ceux qui les révéleraient, sont masqués.");
        return note;
    }

    private void group(
            MeasureReportGroupComponent group,
            Indicator indicator,
            TrendRequest request,
            Released released,
            ShownCells shown) {
        group.setId(indicator.id());
        group.setCode(new CodeableConcept().setText(indicator.title().en()));
        Cell total = Cell.all(released.entry().period());
        var population = group.addPopulation();
        population.setCode(initial());
        count(population.getCountElement(), indicator, shown.value(indicator, total));
        score(indicator, total, shown).ifPresent(group::setMeasureScore);
        List<Dimension> dimensions = request.question().dimensions();
        List<Earlier> cells = released.cells().getOrDefault(indicator.id(), List.of());
        if (dimensions.isEmpty() || cells.isEmpty()) {
            return;
        }
        var stratifier = group.addStratifier();
        for (Dimension dimension : dimensions) {
            stratifier.addCode().setText(dimension.code());
        }
        for (Earlier each : cells) {
            if (!each.cell().equals(total)) {
                var stratum = stratifier.addStratum();
                for (Dimension dimension : dimensions) {
                    if (isLimited(each.cell(), dimension, total)) {
                        stratum.addComponent()
                                .setCode(new CodeableConcept().setText(dimension.code()))
                                .setValue(new CodeableConcept()
                                        .setText(each.cell().value(dimension)));
                    }
                }
                var own = stratum.addPopulation();
                own.setCode(initial());
                count(own.getCountElement(), indicator, shown.value(indicator, each.cell()));
                score(indicator, each.cell(), shown).ifPresent(stratum::setMeasureScore);
            }
        }
    }

    private static boolean isLimited(Cell cell, Dimension dimension, Cell total) {
        return !cell.value(dimension).equals(total.value(dimension))
                || (dimension == Dimension.QUARTER && total.quarters().count() == 1);
    }

    private static CodeableConcept initial() {
        return new CodeableConcept(new Coding().setSystem(POPULATION).setCode("initial-population"));
    }

    private static void count(IntegerType count, Indicator indicator, Optional<BigDecimal> value) {
        if (value.isEmpty()) {
            count.addExtension(ABSENT, new CodeType(MASKED));
        } else if (isCount(indicator)) {
            count.setValue(value.get().intValueExact());
        } else {
            count.addExtension(ABSENT, new CodeType("not-applicable"));
        }
    }

    private static boolean isCount(Indicator indicator) {
        return indicator.divisor() == 1;
    }

    /** The volume where that is no count, else the rate. */
    private Optional<Quantity> score(Indicator indicator, Cell cell, ShownCells shown) {
        if (!isCount(indicator)) {
            return shown.value(indicator, cell).map(value -> quantity(value, indicator.unit()));
        }
        return shown.rate(indicator, cell, indicators)
                .map(rate ->
                        quantity(rate, "1/" + indicator.rate().orElseThrow().in()));
    }

    private static Quantity quantity(BigDecimal value, String unit) {
        return new Quantity().setValue(value).setUnit(unit).setSystem(UCUM).setCode(unit);
    }
}
