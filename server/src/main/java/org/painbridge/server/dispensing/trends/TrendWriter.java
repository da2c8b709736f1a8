package org.painbridge.server.dispensing.trends;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.jspecify.annotations.Nullable;
import org.painbridge.dispensing.parquet.IndicatorFile;
import org.painbridge.dispensing.trends.Cell;
import org.painbridge.dispensing.trends.Dimension;
import org.painbridge.dispensing.trends.Earlier;
import org.painbridge.dispensing.trends.Indicator;
import org.painbridge.dispensing.trends.Indicators;
import org.painbridge.server.dispensing.trends.Trends.Released;
import org.springframework.util.FileSystemUtils;

/** A table that was given out, from the ledger: as MeasureReport, CSV and Parquet, each time the same. */
final class TrendWriter {
    static final String RELEASE = "https://painbridge.example/fhir/sid/trend-release";
    private static final String MASKED = "masked";
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    private static final String POPULATION = "http://terminology.hl7.org/CodeSystem/measure-population";
    private static final String UCUM = "http://unitsofmeasure.org";

    private final Indicators indicators;
    private final java.time.ZoneId zone;

    TrendWriter(Indicators indicators, java.time.ZoneId zone) {
        this.indicators = indicators;
        this.zone = zone;
    }

    /** The cells of a table as far as they are shown. */
    private static final class Shown {
        private final Map<String, Map<Cell, Earlier>> cells = new HashMap<>();

        Shown(Released released) {
            released.cells().forEach((indicator, all) -> {
                Map<Cell, Earlier> own = new HashMap<>();
                all.forEach(each -> own.put(each.cell(), each));
                cells.put(indicator, own);
            });
        }

        boolean isAsked(String indicator) {
            return cells.containsKey(indicator);
        }

        /** Empty where it is withheld; none are 0. */
        Optional<BigDecimal> value(Indicator indicator, Cell cell) {
            Earlier found = cells.getOrDefault(indicator.id(), Map.of()).get(cell);
            if (found == null) {
                return Optional.of(BigDecimal.ZERO);
            }
            return found.withheld()
                    ? Optional.empty()
                    : Optional.of(BigDecimal.valueOf(found.tally().value())
                            .divide(BigDecimal.valueOf(indicator.divisor()), 0, RoundingMode.HALF_UP));
        }

        /** Only of figures that are both in the table and shown. */
        Optional<BigDecimal> rate(Indicator indicator, Cell cell, Indicators all) {
            Optional<Indicator> of = indicator.rate().flatMap(rate -> all.find(rate.of()));
            if (of.isEmpty() || !isAsked(of.get().id())) {
                return Optional.empty();
            }
            Optional<BigDecimal> part = value(indicator, cell);
            Optional<BigDecimal> whole = value(of.get(), cell);
            int in = indicator.rate().orElseThrow().in();
            return part.isEmpty() || whole.isEmpty() || whole.get().signum() == 0
                    ? Optional.empty()
                    : Optional.of(
                            part.get().multiply(BigDecimal.valueOf(in)).divide(whole.get(), 1, RoundingMode.HALF_UP));
        }
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
        Shown shown = new Shown(released);
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
            Shown shown) {
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
    private Optional<Quantity> score(Indicator indicator, Cell cell, Shown shown) {
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

    byte[] csv(TrendRequest request, Released released) {
        StringBuilder csv = new StringBuilder("indicator,region,quarter,age,sex,drug,value,unit,rate,rate_of,rate_in,"
                + "definition,edition,as_of\r\n");
        for (IndicatorFile.Row row : rows(request, released)) {
            csv.append(row.indicator());
            for (String value : List.of(row.region(), row.quarter(), row.age(), row.sex(), row.drug())) {
                csv.append(',').append(guarded(value));
            }
            csv.append(',').append(row.withheld() ? MASKED : plain(row.value()));
            csv.append(',').append(row.unit()).append(',').append(plain(row.rate()));
            csv.append(',').append(row.rateOf()).append(',').append(row.rateOf().isEmpty() ? "" : row.rateIn());
            csv.append(',')
                    .append(row.definition())
                    .append(',')
                    .append(released.entry().edition());
            csv.append(',').append(released.entry().asOf()).append("\r\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null ? "" : number.toPlainString();
    }

    /** The table as rows: of an indicator that counts nothing, its total. */
    List<IndicatorFile.Row> rows(TrendRequest request, Released released) {
        List<IndicatorFile.Row> rows = new ArrayList<>();
        Shown shown = new Shown(released);
        for (Indicator each : indicators.all()) {
            if (request.indicators().contains(each.id())) {
                List<Earlier> cells = released.cells().getOrDefault(each.id(), List.of());
                if (cells.isEmpty()) {
                    rows.add(row(each, Cell.all(released.entry().period()), shown));
                }
                cells.forEach(cell -> rows.add(row(each, cell.cell(), shown)));
            }
        }
        return rows;
    }

    private IndicatorFile.Row row(Indicator indicator, Cell cell, Shown shown) {
        Optional<BigDecimal> value = shown.value(indicator, cell);
        return new IndicatorFile.Row(
                indicator.id(),
                cell.region(),
                cell.quarters().toString(),
                cell.age(),
                cell.sex(),
                cell.drug(),
                value.orElse(null),
                value.isEmpty(),
                indicator.unit(),
                shown.rate(indicator, cell, indicators).orElse(null),
                indicator.rate().map(Indicator.Rate::of).orElse(""),
                indicator.rate().map(Indicator.Rate::in).orElse(0),
                indicator.basis().version());
    }

    /** @throws UncheckedIOException if there is no place for the file while it is written */
    byte[] parquet(TrendRequest request, Released released) {
        try {
            Path folder = Files.createTempDirectory("painbridge-trends");
            try {
                String basis = "release " + released.entry().id() + ", edition "
                        + released.entry().edition() + ", as of "
                        + released.entry().asOf();
                IndicatorFile.write(folder.toString(), rows(request, released), basis);
                return Files.readAllBytes(folder.resolve(IndicatorFile.NAME));
            } finally {
                FileSystemUtils.deleteRecursively(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A spreadsheet must not take a name for a formula; a site's own table of products and regions may hold anything. */
    static String guarded(String text) {
        String safe = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
        return safe.matches("(?s).*[\",\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
