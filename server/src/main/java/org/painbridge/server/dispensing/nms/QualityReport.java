package org.painbridge.server.dispensing.nms;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ListResource;
import org.hl7.fhir.r4.model.ListResource.ListMode;
import org.hl7.fhir.r4.model.ListResource.ListStatus;
import org.hl7.fhir.r4.model.MeasureReport;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportGroupComponent;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportGroupPopulationComponent;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportStatus;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.painbridge.dispensing.nms.NmsReason;
import org.painbridge.dispensing.nms.QualityCheck.Submitted;
import org.painbridge.server.dispensing.CsvCell;
import org.painbridge.server.dispensing.nms.QualityTable.Line;
import org.painbridge.server.dispensing.nms.QualityTable.Refusal;

/**
 * What is odd about the submissions of a pharmacy, as MeasureReport with the dispenses as evidence, and as CSV.
 *
 * @param organization id of the pharmacy
 * @param found the odd ones by reason
 */
record QualityReport(
        String organization,
        Window window,
        List<Line> submitted,
        Map<NmsReason, List<Submitted>> found,
        List<Refusal> refused) {
    private static final String MEASURE = "https://painbridge.example/fhir/Measure/nms-quality";
    private static final String CODES = "https://painbridge.example/fhir/CodeSystem/error-code";
    private static final String POPULATION = "http://terminology.hl7.org/CodeSystem/measure-population";
    /** Told even where there are none, so that "none" is not "not looked at". */
    private static final List<NmsReason> LOOKED_AT = List.of(
            NmsReason.POSSIBLE_DUPLICATE,
            NmsReason.DAYS_IMPLAUSIBLE,
            NmsReason.QUANTITY_IMPLAUSIBLE,
            NmsReason.PATCHES_IMPLAUSIBLE,
            NmsReason.LATE,
            NmsReason.DIN_UNKNOWN);

    MeasureReport report(Date now, ZoneId zone) {
        MeasureReport report = new MeasureReport();
        report.setStatus(MeasureReportStatus.COMPLETE)
                .setType(MeasureReportType.SUMMARY)
                .setMeasure(MEASURE)
                .setDate(now)
                .setReporter(new Reference("Organization/" + organization))
                .setPeriod(new Period()
                        .setStart(start(window.from(), zone))
                        .setEnd(new Date(start(window.to().plusDays(1), zone).getTime() - 1)));
        for (NmsReason reason : LOOKED_AT) {
            List<Submitted> odd = found.getOrDefault(reason, List.of());
            MeasureReportGroupPopulationComponent numerator =
                    group(report, reason.code(), "", odd.size(), submitted.size());
            if (!odd.isEmpty()) {
                ListResource evidence = evidence(reason, odd);
                report.addContained(evidence);
                numerator.setSubjectResults(new Reference("#" + evidence.getIdPart()));
            }
        }
        refusals()
                .forEach((code, lines) ->
                        group(report, code, "refused", lines.size(), submitted.size() + refused.size()));
        return report;
    }

    private static ListResource evidence(NmsReason reason, List<Submitted> odd) {
        ListResource list = new ListResource();
        list.setStatus(ListStatus.CURRENT).setMode(ListMode.SNAPSHOT).setTitle(reason.code());
        list.setId(reason.code());
        odd.forEach(each -> list.addEntry().setItem(new Reference("MedicationDispense/" + each.dispenseId())));
        return list;
    }

    private static MeasureReportGroupPopulationComponent group(
            MeasureReport report, String code, String kind, int count, int of) {
        MeasureReportGroupComponent group = report.addGroup();
        group.setId(kind.isEmpty() ? code : kind + "-" + code);
        group.setCode(new CodeableConcept(new Coding(CODES, code, null)));
        if (!kind.isEmpty()) {
            group.getCode().setText(kind);
        }
        MeasureReportGroupPopulationComponent numerator = population(group, "numerator", count);
        population(group, "denominator", of);
        return numerator;
    }

    private static MeasureReportGroupPopulationComponent population(
            MeasureReportGroupComponent group, String code, int count) {
        return group.addPopulation()
                .setCode(new CodeableConcept(new Coding(POPULATION, code, null)))
                .setCount(count);
    }

    /** By code; a line may have several. */
    private Map<String, List<Refusal>> refusals() {
        Map<String, List<Refusal>> byCode = new TreeMap<>();
        refused.forEach(each -> each.reasons()
                .forEach(code -> byCode.merge(
                        code,
                        List.of(each),
                        (all, more) ->
                                Stream.concat(all.stream(), more.stream()).toList())));
        return byCode;
    }

    byte[] csv(ZoneId zone) {
        StringBuilder csv =
                new StringBuilder("code,kind,prescription,transaction,dispense,dispensed_on,received_on\r\n");
        Map<String, Line> lines = submitted.stream()
                .collect(Collectors.toMap(line -> line.submitted().dispenseId(), line -> line));
        for (NmsReason reason : LOOKED_AT) {
            for (Submitted odd : found.getOrDefault(reason, List.of())) {
                Line line = Objects.requireNonNull(lines.get(odd.dispenseId()));
                row(
                        csv,
                        reason.code(),
                        "accepted",
                        line.prescription(),
                        line.transaction(),
                        odd.dispenseId(),
                        odd.day().toString(),
                        odd.received().toString());
            }
        }
        for (Refusal each : refused) {
            String day = LocalDate.ofInstant(each.received(), zone).toString();
            for (String code : each.reasons()) {
                row(
                        csv,
                        code,
                        "refused",
                        Objects.toString(each.prescription(), ""),
                        Objects.toString(each.transaction(), ""),
                        "",
                        "",
                        day);
            }
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void row(StringBuilder csv, String... cells) {
        csv.append(List.of(cells).stream().map(QualityReport::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String cell(String value) {
        return "\"" + CsvCell.inert(value).replace("\"", "\"\"") + "\"";
    }

    private static Date start(LocalDate day, ZoneId zone) {
        return Date.from(day.atStartOfDay(zone).toInstant());
    }
}
