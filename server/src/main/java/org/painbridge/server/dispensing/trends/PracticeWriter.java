package org.painbridge.server.dispensing.trends;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Date;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MeasureReport;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportGroupComponent;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportStatus;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportType;
import org.hl7.fhir.r4.model.MeasureReport.StratifierGroupComponent;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;
import org.painbridge.dispensing.trends.Indicator;
import org.painbridge.dispensing.trends.PracticeFigure;
import org.painbridge.dispensing.trends.PracticeFigure.Quartiles;

/** The figures of a practice as MeasureReport, and as sentences in its text. */
final class PracticeWriter {
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    private static final String POPULATION = "http://terminology.hl7.org/CodeSystem/measure-population";

    private final ZoneId zone;

    PracticeWriter(ZoneId zone) {
        this.zone = zone;
    }

    MeasureReport report(Practices.Report report) {
        MeasureReport written = new MeasureReport();
        Reference practitioner = new Reference("Practitioner/" + report.practitioner());
        written.setStatus(MeasureReportStatus.COMPLETE)
                .setType(MeasureReportType.SUMMARY)
                .setMeasure(TrendMeasure.PRACTICE_URL)
                .setSubject(practitioner)
                .setDate(Date.from(report.made()))
                .setPeriod(new Period()
                        .setStart(Date.from(
                                report.period().firstDay().atStartOfDay(zone).toInstant()))
                        .setEnd(Date.from(report.period()
                                .lastDay()
                                .plusDays(1)
                                .atStartOfDay(zone)
                                .toInstant()
                                .minusMillis(1))));
        Narrative text = new Narrative();
        text.setStatus(Narrative.NarrativeStatus.GENERATED);
        XhtmlNode div = text.getDiv();
        for (PracticeFigure figure : report.figures()) {
            group(written.addGroup(), figure);
            div.addTag("p").addText(english(figure));
            div.addTag("p").addText(french(figure));
        }
        written.setText(text);
        return written;
    }

    private static void group(MeasureReportGroupComponent group, PracticeFigure figure) {
        group.setId(figure.measure().id());
        group.setCode(new CodeableConcept().setText(figure.measure().title().en()));
        population(group, figure.measure().rate().isEmpty() ? "initial-population" : "numerator", figure.count());
        if (figure.measure().rate().isPresent()) {
            population(group, "denominator", figure.whole());
        }
        figure.rate().ifPresent(rate -> group.setMeasureScore(percent(rate)));
        figure.peers().ifPresent(peers -> {
            var stratifier = group.addStratifier();
            stratifier.addCode().setText("peers");
            stratum(stratifier.addStratum(), "lower quartile", peers.others(), peers.lower());
            stratum(stratifier.addStratum(), "median", peers.others(), peers.median());
            stratum(stratifier.addStratum(), "upper quartile", peers.others(), peers.upper());
        });
    }

    private static void stratum(StratifierGroupComponent stratum, String name, int others, BigDecimal rate) {
        stratum.setValue(new CodeableConcept().setText(name)).setMeasureScore(percent(rate));
        stratum.addPopulation()
                .setCode(new CodeableConcept().setText("prescribers"))
                .setCount(others);
    }

    private static void population(MeasureReportGroupComponent group, String code, Optional<Long> count) {
        var population = group.addPopulation();
        population.setCode(
                new CodeableConcept(new Coding().setSystem(POPULATION).setCode(code)));
        if (count.isPresent()) {
            population.setCount(Math.toIntExact(count.get()));
        } else {
            population.getCountElement().addExtension(ABSENT, new CodeType("masked"));
        }
    }

    private static Quantity percent(BigDecimal rate) {
        return new Quantity()
                .setValue(rate)
                .setUnit("%")
                .setSystem("http://unitsofmeasure.org")
                .setCode("%");
    }

    private static String english(PracticeFigure figure) {
        Indicator measure = figure.measure();
        String own = figure.count().map(String::valueOf).orElse("withheld, few people");
        String rate = figure.rate()
                .map(each -> " of " + figure.whole().orElseThrow() + " (" + each + " %)")
                .orElse("");
        String peers = figure.peers()
                .map(each -> " Others of your specialty: half are between " + each.lower() + " % and " + each.upper()
                        + " %, the median is " + each.median() + " %.")
                .orElse(measure.rate().isEmpty() ? "" : " Too few others of your specialty to compare.");
        return measure.title().en() + ": " + own + rate + "." + peers + " Source: "
                + measure.basis().source() + ".";
    }

    private static String french(PracticeFigure figure) {
        Indicator measure = figure.measure();
        String own = figure.count().map(String::valueOf).orElse("masqué, peu de personnes");
        String rate = figure.rate()
                .map(each -> " sur " + figure.whole().orElseThrow() + " (" + french(each) + " %)")
                .orElse("");
        String peers = figure.peers()
                .map(PracticeWriter::frenchPeers)
                .orElse(measure.rate().isEmpty() ? "" : " Trop peu d'autres de votre spécialité pour comparer.");
        return measure.title().fr() + " : " + own + rate + "." + peers + " Source : "
                + measure.basis().frenchSource() + ".";
    }

    private static String frenchPeers(Quartiles peers) {
        return " Autres de votre spécialité : la moitié se situe entre " + french(peers.lower()) + " % et "
                + french(peers.upper()) + " %, la médiane est de " + french(peers.median()) + " %.";
    }

    private static String french(BigDecimal number) {
        return number.toPlainString().replace('.', ',');
    }
}
