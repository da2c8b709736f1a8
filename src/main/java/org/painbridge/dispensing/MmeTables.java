package org.painbridge.dispensing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.painbridge.clinical.Terminology;
import org.painbridge.dispensing.MmeFactor.DoseBand;
import org.painbridge.dispensing.MmeFactor.OpioidForm;
import org.painbridge.dispensing.MmeFactor.Value;

/** The named sets of factors. Source: terminology/tables/mme-factors.csv. */
public final class MmeTables {
    private static final String VALUE_SET = "https://painbridge.example/fhir/ValueSet/mme-table";

    private final Map<String, MmeTable> tables;

    private MmeTables(Map<String, MmeTable> tables) {
        this.tables = tables;
    }

    /** @throws IllegalArgumentException if a row cannot be a factor */
    public static MmeTables from(Terminology terminology) {
        String version = terminology.codeSet(VALUE_SET).version();
        Map<String, MmeTable> tables = new LinkedHashMap<>();
        terminology.table("mme-factors").stream()
                .collect(groupingBy(row -> cell(row, "table"), LinkedHashMap::new, toList()))
                .forEach((code, rows) -> tables.put(code, table(code, version, rows)));
        return new MmeTables(tables);
    }

    public Optional<MmeTable> table(String code) {
        return Optional.ofNullable(tables.get(code));
    }

    public Set<String> codes() {
        return tables.keySet();
    }

    private static MmeTable table(String code, String version, List<Map<String, String>> rows) {
        String source = rows.stream().map(row -> cell(row, "source")).distinct().collect(joining("; "));
        return new MmeTable(
                new MmeTableId(code, version, source),
                rows.stream().map(MmeTables::factor).collect(groupingBy(MmeFactor::key)));
    }

    private static MmeFactor factor(Map<String, String> row) {
        DoseBand band = new DoseBand(number(row, "dose_over").orElse(BigDecimal.ZERO), number(row, "dose_up_to"));
        return new MmeFactor(
                new OpioidForm(cell(row, "substance"), cell(row, "mme_form")),
                number(row, "strength"),
                band,
                cell(row, "dose_unit"),
                value(row));
    }

    private static Value value(Map<String, String> row) {
        return switch (cell(row, "result")) {
            case "factor" -> new Value.PerUnit(number(row, "factor").orElseThrow());
            case "mme-range" ->
                new Value.None("this set gives a range of " + range(row) + " mg/d for one patch, no single value");
            case "factor-range" ->
                new Value.None("this set gives a range of factors, " + range(row) + ", no single one");
            case "not-computable" -> new Value.None(cell(row, "note"));
            default -> throw new IllegalArgumentException("Not a result of a factor table: " + cell(row, "result"));
        };
    }

    private static String range(Map<String, String> row) {
        return cell(row, "low") + " to " + cell(row, "high");
    }

    private static Optional<BigDecimal> number(Map<String, String> row, String column) {
        return Optional.of(cell(row, column)).filter(text -> !text.isEmpty()).map(BigDecimal::new);
    }

    private static String cell(Map<String, String> row, String column) {
        String text = row.get(column);
        if (text == null) {
            throw new IllegalArgumentException("No column " + column + " in mme-factors");
        }
        return text;
    }
}
