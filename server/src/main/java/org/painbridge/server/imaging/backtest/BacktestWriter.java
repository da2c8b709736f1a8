package org.painbridge.server.imaging.backtest;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.MeasureReport;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportGroupComponent;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportGroupStratifierComponent;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportStatus;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportType;
import org.hl7.fhir.r4.model.MeasureReport.StratifierGroupComponent;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.painbridge.imaging.CaseSheet;
import org.painbridge.server.imaging.backtest.Comparison.Change;
import org.painbridge.server.imaging.backtest.Comparison.Changed;
import org.painbridge.server.imaging.backtest.Comparison.Transition;
import org.painbridge.server.imaging.report.Cells;

/** The result of a back-test: a MeasureReport of transitions, and the changes as NDJSON. Small cells are withheld. */
final class BacktestWriter {
    static final String MEASURE = "https://painbridge.example/fhir/Measure/imaging-backtest";
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    private static final String UCUM = "http://unitsofmeasure.org";

    private final FhirContext context;
    private final ObjectMapper json = new ObjectMapper();

    BacktestWriter(FhirContext context) {
        this.context = context;
    }

    /** One line. */
    String report(BacktestDefinition asked, Comparison comparison, Duration took) {
        MeasureReport report = new MeasureReport();
        report.setStatus(MeasureReportStatus.COMPLETE)
                .setType(MeasureReportType.SUMMARY)
                .setMeasure(MEASURE);
        report.setPeriod(period(asked));
        var all = report.addGroup();
        all.setId("transitions");
        all.getCode().setText(asked.baseline() + " to " + asked.candidate());
        Suppression suppression = Suppression.of(comparison);
        var total = stratifier(all);
        comparison
                .all()
                .forEach((transition, count) -> cell(total, transition, count, suppression.isWithheld(transition)));
        for (Group.Dimension dimension : Group.Dimension.values()) {
            var group = report.addGroup();
            group.setId(dimension.code());
            group.getCode().setText(dimension.code());
            strata(stratifier(group), dimension, comparison.of(dimension), suppression);
        }
        var time = report.addGroup();
        time.setId("run-time");
        time.getCode().setText("run-time");
        time.setMeasureScore(new Quantity(took.toMillis() / 1000.0)
                .setUnit("s")
                .setSystem(UCUM)
                .setCode("s"));
        return context.newJsonParser().encodeResourceToString(report) + "\n";
    }

    /**
     * A line for each change that is frequent enough, the most frequent first. The changes of one transition add up to its
     * count: what is left out of them is withheld as cells are.
     */
    String changes(Comparison comparison) {
        Set<Change> withheld = withheld(comparison);
        StringBuilder lines = new StringBuilder();
        for (Map.Entry<Change, Changed> change : comparison.changes()) {
            if (!withheld.contains(change.getKey())) {
                lines.append(line(change.getKey(), change.getValue())).append('\n');
            }
        }
        return lines.toString();
    }

    private static Set<Change> withheld(Comparison comparison) {
        Map<Transition, Map<Change, Long>> byTransition = new HashMap<>();
        comparison
                .changes()
                .forEach(change -> byTransition
                        .computeIfAbsent(change.getKey().judged().transition(), key -> new HashMap<>())
                        .put(change.getKey(), change.getValue().count()));
        return byTransition.values().stream()
                .flatMap(changes -> Cells.withheld(changes, Set.of()).stream())
                .collect(Collectors.toSet());
    }

    private ObjectNode line(Change change, Changed changed) {
        ObjectNode line = json.createObjectNode();
        line.put("count", changed.count()).put("procedure", change.procedure());
        side(line.putObject("before"), change.judged().before());
        side(line.putObject("after"), change.judged().after());
        ArrayNode examples = line.putArray("examples");
        for (CaseSheet sheet : changed.examples()) {
            ObjectNode example = examples.addObject();
            ArrayNode indications = example.putArray("indications");
            sheet.indications().forEach(indications::add);
            ObjectNode facts = example.putObject("facts");
            sheet.facts().forEach((fact, state) -> facts.put(fact, state.code()));
        }
        return line;
    }

    private static void side(ObjectNode node, Judged.Side side) {
        node.put("result", side.kind().code());
        side.scenario().ifPresent(scenario -> node.put("scenario", scenario));
    }

    private static MeasureReportGroupStratifierComponent stratifier(MeasureReportGroupComponent group) {
        var stratifier = group.addStratifier();
        stratifier.addCode().setText("transition");
        return stratifier;
    }

    private static void strata(
            MeasureReportGroupStratifierComponent stratifier,
            Group.Dimension dimension,
            Map<String, Map<Transition, Long>> byStratum,
            Suppression suppression) {
        byStratum.forEach((stratum, transitions) -> transitions.forEach((transition, count) -> {
            var cell = stratifier.addStratum();
            component(cell, dimension.code(), stratum);
            fill(cell, transition, count, suppression.isWithheld(dimension, stratum, transition));
        }));
    }

    private static void cell(
            MeasureReportGroupStratifierComponent stratifier, Transition transition, long count, boolean withheld) {
        fill(stratifier.addStratum(), transition, count, withheld);
    }

    private static void fill(StratifierGroupComponent cell, Transition transition, long count, boolean withheld) {
        component(cell, "baseline", transition.before());
        component(cell, "candidate", transition.after());
        count(cell, withheld ? OptionalLong.empty() : OptionalLong.of(count));
    }

    private static void component(StratifierGroupComponent cell, String code, String value) {
        cell.addComponent().setCode(new CodeableConcept().setText(code)).setValue(new CodeableConcept().setText(value));
    }

    private static void count(StratifierGroupComponent cell, OptionalLong count) {
        var population = cell.addPopulation();
        population
                .getCode()
                .addCoding()
                .setSystem("http://terminology.hl7.org/CodeSystem/measure-population")
                .setCode("initial-population");
        if (count.isPresent()) {
            population.setCount(Math.toIntExact(count.getAsLong()));
        } else {
            population.getCountElement().addExtension(ABSENT, new CodeType("masked"));
        }
    }

    /** Cases that were sent along have none. */
    private static Period period(BacktestDefinition asked) {
        Period period = new Period();
        if (asked.cases().isEmpty()) {
            period.getStartElement().setValueAsString(month(asked.fromMonth()));
            period.getEndElement().setValueAsString(month(asked.untilMonth()));
        } else {
            period.addExtension(ABSENT, new CodeType("not-applicable"));
        }
        return period;
    }

    private static String month(int month) {
        return month / 100 + "-" + String.format("%02d", month % 100);
    }
}
