package org.painbridge.terminology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.painbridge.terminology.Table.Row;

/** A table and the code system it explains have the same codes. */
final class CodeTableCheck implements Check {
    @Override
    public List<String> problems(Content content) {
        List<String> problems = new ArrayList<>();
        same(content, "patient-identity-codes", "code", "patient-identity-code", problems);
        same(content, "prescriber-id-references", "code", "prescriber-id-reference", problems);
        same(content, "response-codes", "code", "nms-response-code", problems);
        same(content, "mme-factors", "table", "mme-table", problems);
        same(content, "imaging-procedures", "procedure_key", "imaging-procedure-key", problems);
        loinc(content, problems);
        patterns(content, problems);
        radiation(content, problems);
        identifierSystems(content, problems);
        return problems;
    }

    private static void same(Content content, String table, String column, String system, List<String> problems) {
        if (!content.table(table).values(column).equals(codes(content.codeSystem(system)))) {
            problems.add(table + ".csv and the code system " + system + " have not the same codes");
        }
    }

    private static void loinc(Content content, List<String> problems) {
        Table procedures = content.table("imaging-procedures");
        String file = "value-sets/imaging-procedure-loinc.json";
        Set<String> mapped = new Artifact(file, content.parse(file))
                .codes().stream().map(Artifact.Quoted::code).collect(Collectors.toSet());
        if (!procedures.values("loinc").equals(mapped)) {
            problems.add("imaging-procedures.csv and the value set imaging-procedure-loinc have not the same codes");
        }
        procedures.rows().stream()
                .filter(row -> row.has("loinc") && !CheckDigit.LOINC.holds(row.get("loinc")))
                .forEach(row -> problems.add(row.where() + " has a wrong LOINC check digit"));
        Set<String> keys = procedures.values("procedure_key");
        content.table("radiation-anchors").rows().stream()
                .filter(row -> !keys.contains(row.get("procedure_key")))
                .forEach(row -> problems.add(row.where() + " names no procedure of imaging-procedures.csv"));
    }

    private static void patterns(Content content, List<String> problems) {
        for (Row row : content.table("patient-identity-codes").rows()) {
            try {
                Pattern.compile(row.get("pattern"));
            } catch (PatternSyntaxException e) {
                problems.add(row.where() + " has no usable pattern: " + e.getDescription());
            }
        }
    }

    private static void radiation(Content content, List<String> problems) {
        Set<String> listed = new HashSet<>();
        for (Row row : content.table("radiation").rows()) {
            listed.add(row.get("scale") + "|" + row.get("code"));
            if (row.has("high") && new Amount(row, "low").value().compareTo(new Amount(row, "high").value()) > 0) {
                problems.add(row.where() + " has a band that ends before it begins");
            }
        }
        Set<String> defined = content.codeSystems().stream()
                .filter(system -> system.getIdElement().getIdPart().startsWith("radiation-level-"))
                .flatMap(system -> codes(system).stream().map(code -> system.getUrl() + "|" + code))
                .collect(Collectors.toSet());
        if (!listed.equals(defined)) {
            problems.add("radiation.csv and the radiation code systems have not the same levels");
        }
    }

    /** Systems named by the other tables are known, and each is one of a kind. */
    private static void identifierSystems(Content content, List<String> problems) {
        Table systems = content.table("identifier-systems");
        Set<String> known = systems.values("system");
        if (known.size()
                != systems.rows().stream().filter(row -> row.has("system")).count()) {
            problems.add("identifier-systems.csv names a system twice");
        }
        for (String table : List.of("patient-identity-codes", "prescriber-id-references")) {
            content.table(table).rows().stream()
                    .filter(row -> row.has("identifier_system") && !known.contains(row.get("identifier_system")))
                    .forEach(row -> problems.add(row.where() + " names a system that identifier-systems.csv has not"));
        }
    }

    private static Set<String> codes(CodeSystem system) {
        return system.getConcept().stream()
                .map(ConceptDefinitionComponent::getCode)
                .collect(Collectors.toSet());
    }
}
