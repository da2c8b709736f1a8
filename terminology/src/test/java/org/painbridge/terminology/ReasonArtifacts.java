package org.painbridge.terminology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.ValueSet;
import org.painbridge.terminology.Table.Row;

/**
 * A value set for each indication of imaging-indications.csv and each finding of imaging-findings.csv, one line per
 * code.
 */
final class ReasonArtifacts implements TableArtifacts {
    private static final String REVIEW =
            "ICD-10 codes are WHO codes, not checked against ICD-10-CA. Requires clinical review before use.";

    @Override
    public List<MetadataResource> of(Content content) {
        List<MetadataResource> artifacts = new ArrayList<>();
        List<Row> indications = content.table("imaging-indications").rows();
        grouped(indications, "indication").forEach((id, rows) -> artifacts.add(indication(id, rows)));
        artifacts.add(valueSet(
                "imaging-indication",
                "Imaging indications",
                "All reasons for an imaging order that the scenarios know: the union of the indication value sets.",
                indications));
        grouped(content.table("imaging-findings").rows(), "finding")
                .forEach((id, rows) -> artifacts.add(finding(id, rows)));
        return artifacts;
    }

    private static Map<String, List<Row>> grouped(List<Row> rows, String column) {
        Map<String, List<Row>> groups = new LinkedHashMap<>();
        rows.forEach(row ->
                groups.computeIfAbsent(row.get(column), id -> new ArrayList<>()).add(row));
        return groups;
    }

    private static ValueSet indication(String id, List<Row> rows) {
        String description = "Reasons for an imaging order that stand for this indication. Scenarios: %s. %s"
                .formatted(rows.getFirst().get("scenarios").replace(";", ", "), REVIEW);
        return valueSet("indication-" + id, "Indication: " + rows.getFirst().get("title"), description, rows);
    }

    private static ValueSet finding(String id, List<Row> rows) {
        String description = "Entries of a chart that speak for: %s. Examples, not all codes of the meaning. %s"
                .formatted(rows.getFirst().get("scenarios").replace(";", ", "), REVIEW);
        return valueSet("finding-" + id, rows.getFirst().get("title"), description, rows);
    }

    private static ValueSet valueSet(String id, String title, String description, List<Row> rows) {
        Codes codes = new Codes();
        // One include for each system, in a fixed order, wherever authors put their lines.
        for (ForeignSystem system : ForeignSystem.values()) {
            rows.stream()
                    .filter(row -> ForeignSystem.of(row.get("system")) == system)
                    .forEach(row -> add(codes, system, row));
        }
        ValueSet valueSet = TableArtifacts.described(new ValueSet(), id, title, description);
        valueSet.setExperimental(true);
        return codes.into(valueSet);
    }

    /** A range of ICD-10 categories, {@code C00-C26}, is each of them; there is no such code itself. */
    private static void add(Codes codes, ForeignSystem system, Row row) {
        String[] ends = row.get("code").split("-");
        if (system != ForeignSystem.ICD_10 || ends.length < 2) {
            codes.add(system.url, row.get("code"), row.get("display"));
            return;
        }
        String letter = ends[0].substring(0, 1);
        for (int number = number(ends[0]); number <= number(ends[1]); number++) {
            String category = "%s%02d".formatted(letter, number);
            codes.add(system.url, category, row.get("display") + ", " + category);
        }
    }

    private static int number(String category) {
        return Integer.parseInt(category.substring(1));
    }
}
